import { execFile } from 'node:child_process'
import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Place } from './place.ts'

/** What postmaster.pid says of the server process, checked against the processes there are. */
export type Postmaster =
  | { state: 'none' }
  /** Left by a server that is gone, or unreadable: the file may be removed. */
  | { state: 'stale' }
  /** Recovering or shutting down. */
  | { state: 'busy'; pid: number }
  | { state: 'ready'; pid: number; port: number }

const file = (place: Place) => join(place.data, 'postmaster.pid')

export async function findPostmaster(place: Place): Promise<Postmaster> {
  let text: string
  try {
    text = await readFile(file(place), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'none' }
    throw error
  }
  // Lines: pid, data directory, start time, port, socket directory, address, shared memory, status.
  const lines = text.split('\n').map((line) => line.trim())
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!Number.isSafeInteger(pid) || pid <= 1) return { state: 'stale' }
  if (!isAlive(pid) || !(await serves(pid, place.data))) return { state: 'stale' }
  return lines[7] === 'ready' && port > 0 ? { state: 'ready', pid, port } : { state: 'busy', pid }
}

/**
 * Removes what a server that is gone left: its pid file, its socket and the socket's lock. A new server does so only
 * when no process has the old number, yet after a reboot any may, and a dead process keeps it until it is collected.
 * Should a server live on without its file, the next one sees its shared memory and refuses to start.
 */
export async function removeLeftovers(place: Place): Promise<void> {
  // Looked at again at the last moment: another process may have started the server since.
  const { state } = await findPostmaster(place)
  if (state === 'busy' || state === 'ready') return
  if (state === 'stale') await rm(file(place), { force: true })
  for (const name of await readdir(place.home)) {
    if (name.startsWith('.s.PGSQL.')) await rm(join(place.home, name), { force: true })
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether the process is a server on this data directory, and not another that was given the number later. */
async function serves(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'win32') return true
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data
  const command = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return command.stdout.includes(data)
}
