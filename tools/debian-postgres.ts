/**
 * A throw-away cluster of Debian's PostgreSQL (15 or later), for the second run of the tests and for benches.
 * By itself, `node tools/debian-postgres.ts` prints its address and keeps it until Ctrl-C.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startTestCluster, type TestCluster } from '#server/testing/cluster'

const installed = '/usr/lib/postgresql'

/** The folder of the newest installed PostgreSQL, if any is new enough. */
export function debianPrograms(folder = installed): string | undefined {
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {}
  const newest = Math.max(0, ...names.map(Number).filter((version) => version >= 15))
  return newest ? join(folder, String(newest)) : undefined
}

/** Starts it with the durable settings of a real server, and `settings` over them. The default cluster is not touched. */
export async function startDebianPostgres(settings: Record<string, string> = {}): Promise<TestCluster> {
  const programs = debianPrograms()
  if (!programs) throw new Error(`no PostgreSQL 15 or later under ${installed}: apt-get install postgresql`)
  return startTestCluster({ programs, settings })
}

if (import.meta.main) {
  const { url, stop } = await startDebianPostgres()
  console.log(url)
  await new Promise<void>((resolve) => {
    const hold = setInterval(() => {}, 60_000)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        clearInterval(hold)
        resolve()
      })
    }
  })
  await stop()
}
