/**
 * How much compressed JavaScript a browser needs before the first paint: the entry and all it imports statically;
 * and, for each page, the same with that page's own code.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
}

const directory = join(import.meta.dirname, '../dist/web')
const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(directory, '.vite/manifest.json'), 'utf8'))

/** A chunk and what it imports statically, each once. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const next of manifest[name]?.imports ?? []) withImports(next, seen)
  return seen
}

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
if (!entry) throw new Error('dist/web has no entry: build first')

const first = withImports(entry)
const chunksOf = (names: Set<string>) => [...names].flatMap((name) => manifest[name] ?? [])
const chunks = chunksOf(first)
const sizes = (files: string[]) => {
  const contents = [...new Set(files)].map((file) => readFileSync(join(directory, file)))
  const sum = (size: (content: Buffer) => number) => contents.reduce((total, content) => total + size(content), 0)
  return {
    raw: sum((content) => content.length),
    gzip: sum((content) => gzipSync(content).length),
    brotli: sum((content) => brotliCompressSync(content).length),
  }
}

const script = sizes(chunks.map((chunk) => chunk.file))
const style = sizes(chunks.flatMap((chunk) => chunk.css ?? []))
const pages = chunks
  .flatMap((chunk) => chunk.dynamicImports ?? [])
  .map((page) => ({
    page,
    gzip: sizes(chunksOf(new Set([...first, ...withImports(page)])).map(({ file }) => file)).gzip,
  }))
  .filter(({ page }) => page.endsWith('.tsx'))
  .sort((a, b) => b.gzip - a.gzip)
for (const { page, gzip } of pages) console.log(`${page}: ${gzip} bytes gzip with the entry`)
console.log(JSON.stringify({ bench: 'bundle', scriptBytes: script, styleBytes: style, largestPage: pages[0] }))
