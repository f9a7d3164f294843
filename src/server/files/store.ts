import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '#server/config'

type Place = Pick<Config, 'BANSO_DATA' | 'BANSO_FILES'>

/** What a row remembers of a file: its hash, and the content itself unless it lies in the folder. */
export interface Kept {
  sha256: Buffer
  content: Buffer | null
}

/** Where the files of all bodies lie when BANSO_FILES is `folder`; a backup takes it along. */
export const filesFolder = (config: Pick<Config, 'BANSO_DATA'>) => join(config.BANSO_DATA, 'files')
const bodyFolder = (config: Place, bodyId: number) => join(filesFolder(config), String(bodyId))
/** The path is made of numbers and the content's hash alone, never of what a person typed. */
const pathOf = (config: Place, bodyId: number, hash: string) => join(bodyFolder(config, bodyId), hash.slice(0, 2), hash)

/**
 * Keeps a content where BANSO_FILES says. In the folder it is on the disk before this returns: a row never names a file
 * that a power cut could take back. Hold the files' lock (store/attachment.ts) until the row is committed.
 */
export async function keepFile(config: Place, bodyId: number, content: Buffer): Promise<Kept> {
  const sha256 = createHash('sha256').update(content).digest()
  if (config.BANSO_FILES === 'database') return { sha256, content }
  const path = pathOf(config, bodyId, sha256.toString('hex'))
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const partial = `${path}.${randomUUID()}.partial`
  const handle = await open(partial, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(partial, path)
  for (const made of [folder, dirname(folder), filesFolder(config)]) await syncFolder(made)
  return { sha256, content: null }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** The content of a row, wherever it was kept; undefined when the folder does not hold it. */
export async function readKept(config: Place, bodyId: number, { sha256, content }: Kept): Promise<Buffer | undefined> {
  if (content) return content
  return readFile(pathOf(config, bodyId, sha256.toString('hex'))).catch((error) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

/** What lies in a body's folder: whole files by their hash, and what a crash left half written (no hash). */
export async function storedFiles(
  config: Place,
  bodyId: number,
): Promise<{ path: string; hash: string | undefined }[]> {
  const entries = await readdir(bodyFolder(config, bodyId), { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.flatMap((entry) => {
    const [, hash, partial] = /^([0-9a-f]{64})(\..+\.partial)?$/.exec(entry.name) ?? []
    if (!entry.isFile() || !hash) return []
    return [{ path: join(entry.parentPath, entry.name), hash: partial ? undefined : hash }]
  })
}

export const removeFile = (path: string): Promise<void> => rm(path, { force: true })
