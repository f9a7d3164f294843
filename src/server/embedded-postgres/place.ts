import {
  appendFile,
  chmod,
  chown,
  lchown,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rmdir,
  stat,
  symlink,
} from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Binaries, copyBinaries, findBinaries, ignoreExisting, program } from './binaries.ts'
import { noServerUser, notOurs, unreachable } from './messages.ts'
import { run, type User } from './run.ts'

/** Where root keeps what the server user cannot reach inside a private checkout. */
const systemFolder = '/var/lib/banso'

/** Where the server's files are, and as whom it runs. */
export interface Place {
  /** Holds the data, the log and the password. Absolute, symbolic links resolved. */
  home: string
  data: string
  log: string
  access: string
  binaries: Binaries
  /** Set when we are root: the server refuses to run as root. */
  user: User | undefined
}

export async function preparePlace(directory: string, programs?: string): Promise<Place> {
  const wanted = resolve(directory)
  const root = process.getuid?.() === 0
  try {
    await mkdir(dirname(wanted), { recursive: true })
    await mkdir(wanted, { mode: 0o700 }).catch(ignoreExisting)
    let home = await realpath(wanted)
    const user = root ? await userOf(home) : undefined
    if (user) home = await reachableHome(wanted, home, user)
    else await readdir(home)
    const binaries = programs ? { version: 'given', root: programs } : await findBinaries()
    const place: Place = {
      home,
      data: join(home, 'data'),
      log: join(home, 'server.log'),
      access: join(home, 'access.json'),
      user,
      binaries: user ? await runnable(binaries, user) : binaries,
    }
    await appendFile(place.log, '', { mode: 0o600 })
    await giveToOwner(place, place.log)
    return place
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw code === 'EACCES' || code === 'EPERM' ? notOurs(wanted, message) : error
  }
}

/** The folder's owner, so that a cluster made by a user goes on as theirs; for a new one the user `postgres`. */
async function userOf(home: string): Promise<User> {
  const { uid, gid } = await stat(home)
  return uid === 0 ? postgresUser() : { uid, gid }
}

async function postgresUser(): Promise<User> {
  const find = async () => {
    const [uid, gid] = [await id('-u'), await id('-g')]
    return uid && gid ? { uid, gid } : undefined
  }
  const found = await find()
  if (found) return found
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
    ['adduser', ['-S', '-D', '-H', 'postgres']], // BusyBox
  ]
  for (const [command, args] of attempts) {
    if ((await run(command, args, undefined, '/dev/null')) === 0) break
  }
  const made = await find()
  if (!made) throw noServerUser('useradd and adduser failed')
  return made
}

async function id(flag: '-u' | '-g'): Promise<number | undefined> {
  const { execFile } = await import('node:child_process')
  return new Promise((done) => {
    execFile('id', [flag, 'postgres'], (error, output) => done(error ? undefined : Number(output)))
  })
}

/** Gives the folder to the server user; moves an empty one that they cannot reach (a checkout under /root, say). */
async function reachableHome(wanted: string, home: string, user: User): Promise<string> {
  const canEnter = async (path: string) => (await run('test', ['-w', path, '-a', '-x', path], user, '/dev/null')) === 0
  await chown(home, user.uid, user.gid)
  if (await canEnter(home)) return home
  if ((await readdir(home)).length > 0) throw unreachable(home, user.uid)
  await makeSystemFolder()
  const moved = await mkdtemp(join(systemFolder, 'postgres-'))
  await chown(moved, user.uid, user.gid)
  if (!(await canEnter(moved))) throw unreachable(moved, user.uid)
  await rmdir(wanted)
  await symlink(moved, wanted) // so the next start finds it, and a person sees where it went
  return moved
}

async function runnable(binaries: Binaries, user: User): Promise<Binaries> {
  const runs = async (some: Binaries) => (await run(program(some, 'postgres'), ['--version'], user, '/dev/null')) === 0
  if (await runs(binaries)) return binaries
  await makeSystemFolder()
  const copy = await copyBinaries(binaries, systemFolder)
  if (!(await runs(copy))) throw unreachable(dirname(program(copy, 'postgres')), user.uid)
  return copy
}

async function makeSystemFolder(): Promise<void> {
  await mkdir(systemFolder, { recursive: true })
  await chmod(systemFolder, 0o755)
}

/** Gives a file we wrote to the folder's owner, so that they can go on without us. */
export async function giveToOwner(place: Place, path: string): Promise<void> {
  if (place.user) await lchown(path, place.user.uid, place.user.gid)
}
