import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
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

/** Writes .br and .gz beside each text file, so that the server never compresses while somebody waits. */
const precompressed: Plugin = {
  name: 'precompressed',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const file of Object.keys(bundle).filter((name) => /\.(js|css|svg|html)$/.test(name))) {
      const content = readFileSync(join(dir, file))
      writeFileSync(join(dir, `${file}.gz`), gzipSync(content, { level: 9 }))
      writeFileSync(join(dir, `${file}.br`), brotliCompressSync(content))
    }
  },
}

/** The browser gets one file per font slice and nothing inlined: the content security policy allows only 'self'. */
export default defineConfig({
  root: 'src/app/web',
  publicDir: false,
  plugins: [japaneseOnly, react(), tailwindcss(), precompressed],
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'baseline-widely-available',
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/api', '/rpc', '/events', '/attachments'].map((path) => [path, 'http://localhost:3000']),
    ),
  },
})
