import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** react-aria carries its spoken texts in over thirty languages; the screens are Japanese (English is its fallback). */
const japaneseOnly: Plugin = {
  name: 'japanese-only',
  enforce: 'pre',
  load: {
    filter: { id: { include: /react-(aria|stately)[^?]*\/[a-z]{2}-[A-Z]{2}\.mjs$/, exclude: /(ja-JP|en-US)\.mjs$/ } },
    handler: () => 'export default {}',
  },
}

/** The browser gets one file per font slice and nothing inlined: the content security policy allows only 'self'. */
export default defineConfig({
  root: 'src/app/web',
  publicDir: false,
  plugins: [japaneseOnly, react(), tailwindcss()],
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'baseline-widely-available',
  },
  server: { port: 5173, proxy: { '/api': 'http://localhost:3000' } },
})
