import { rename, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Access, freePort, isFree, rememberAccess } from './access.ts'
import { program } from './binaries.ts'
import { ensureCluster, writeSettings } from './cluster.ts'
import { failed, portTaken } from './messages.ts'
import type { Place } from './place.ts'
import { findPostmaster, removeLeftovers } from './postmaster.ts'
import { run, tail } from './run.ts'

/** Recovery after a crash takes as long as there is log to replay. */
export const patience = 300_000
const logLimit = 10 * 2 ** 20

export interface Serving {
  access: Access
  /** It ran already, left by a process that was killed. */
  adopted: boolean
}

/** Makes sure that the server runs: adopts it, waits for it to recover or to end, or starts it. */
export async function ensureServer(
  place: Place,
  access: Access,
  fixedPort: number | undefined,
  settings: Record<string, string>,
): Promise<Serving> {
  const deadline = Date.now() + patience
  await ensureCluster(place, access)
  while (Date.now() < deadline) {
    const postmaster = await findPostmaster(place)
    if (postmaster.state === 'ready') return { access: await onPort(place, access, postmaster.port), adopted: true }
    if (postmaster.state === 'busy') {
      await sleep(50)
      continue
    }
    await removeLeftovers(place)
    if (fixedPort && !(await isFree(fixedPort))) throw portTaken(fixedPort, await tail(place.log))
    const port = fixedPort ?? ((await isFree(access.port)) ? access.port : await freePort())
    access = await onPort(place, access, port)
    await writeSettings(place, settings)
    await shortenLog(place)
    const before = await size(place.log)
    if ((await pgCtl(place, ['start', '-w', '-t', String(patience / 1000), '-o', `-p ${port}`])) === 0) {
      return { access, adopted: false }
    }
    const said = await tail(place.log, before)
    // Children of a killed server are still ending, or another program was faster.
    if (!/still in use|already exists|could not bind/.test(said)) throw failed('start', said)
    await sleep(300)
  }
  throw failed('start', await tail(place.log))
}

/** Ends all sessions and stops the server; when it does not obey in a minute, at once (it recovers at the next start). */
export async function stopServer(place: Place): Promise<void> {
  const { state } = await findPostmaster(place)
  if (state === 'none' || state === 'stale') return
  if ((await pgCtl(place, ['stop', '-w', '-m', 'fast', '-t', '60'])) === 0) return
  if ((await pgCtl(place, ['stop', '-w', '-m', 'immediate', '-t', '20'])) === 0) return
  const after = await findPostmaster(place)
  if (after.state === 'ready' || after.state === 'busy') throw failed('stop', await tail(place.log))
}

const pgCtl = (place: Place, args: string[]) =>
  run(program(place.binaries, 'pg_ctl'), [...args, '-s', '-D', place.data], place.user, place.log)

async function onPort(place: Place, access: Access, port: number): Promise<Access> {
  if (access.port === port) return access
  const changed = { ...access, port }
  await rememberAccess(place, changed)
  return changed
}

const size = async (path: string) => (await stat(path).catch(() => ({ size: 0 }))).size

async function shortenLog(place: Place): Promise<void> {
  if ((await size(place.log)) > logLimit) await rename(place.log, `${place.log}.1`)
}
