/** Builds the screens into dist/web when they are older than what they are made from, with compressed copies beside. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'

const output = 'dist/web'
/** Written last, so that a build that was broken off counts as none. */
const stamp = 'dist/web-built'
const sources = ['src', 'vite.config.ts', 'package-lock.json']

export async function buildWeb(): Promise<void> {
  rmSync(stamp, { force: true })
  await build({ logLevel: 'warn' })
  for (const file of await filesIn(output)) compress(file)
  writeFileSync(stamp, '')
}

/** A folder's own time tells of files that went away. */
export async function isStale(): Promise<boolean> {
  const built = timeOf(stamp)
  if (built === 0) return true
  for (const source of sources) {
    const inside = await readdir(source, { recursive: true }).catch(() => [])
    if ([source, ...inside.map((name) => join(source, name))].some((path) => timeOf(path) > built)) return true
  }
  return false
}

/** The server sends these to browsers that take them, and so need not compress at each request. */
function compress(file: string): void {
  if (!/\.(js|css|html|svg|json)$/.test(file)) return
  const content = readFileSync(file)
  if (content.length < 1024) return
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }))
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

if (import.meta.main && (await isStale())) {
  console.log('Banso: 画面を組み立てています…')
  await buildWeb()
}
