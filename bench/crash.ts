/**
 * Is what was acknowledged there after a crash? `npm run bench:crash -- [embedded|debian] [storms]`: 16 people write topics
 * and answers as fast as they can, then the node is killed with -9 and so is the database server (embedded: the
 * postmaster; debian: one of its processes, at which PostgreSQL ends all and recovers). The last line is one JSON object.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { type NodeProcess, startNodeProcess } from '#app/testing/node-process'
import { type Aftermath, prepareWriters, storm } from '#app/testing/storm'
import { embeddedVictim, type Victim } from '#app/testing/victim'
import { openBenchDatabase } from './harness.ts'

const [kind = 'embedded', stormsText = '20'] = process.argv.slice(2)
const storms = Number(stormsText)
const victim = kind === 'embedded' ? embeddedVictim() : await debianVictim()
try {
  let url = await victim.start()
  const writers = await prepareWriters(url, victim.ownerUrl(), 16)
  const all: Aftermath[] = []
  for (let i = 0; i < storms; i++) {
    const after = await storm(victim, url, writers, 400 + ((i * 137) % 900))
    url = after.url
    all.push(after)
    console.log(`storm ${i + 1}: ${after.acknowledged} acknowledged, ${after.lost.length} lost, ${after.recovery} ms`)
  }
  const sum = (of: (after: Aftermath) => number) => all.reduce((total, after) => total + of(after), 0)
  const recoveries = all.map(({ recovery }) => recovery).sort((a, b) => a - b)
  console.log(
    JSON.stringify({
      bench: 'crash',
      database: kind,
      storms,
      acknowledged: sum(({ acknowledged }) => acknowledged),
      lost: sum(({ lost }) => lost.length),
      unaudited: sum(({ unaudited }) => unaudited),
      audit_faults: sum(({ auditFaults }) => auditFaults),
      recovery_median_ms: recoveries[Math.floor(recoveries.length / 2)],
      recovery_worst_ms: recoveries.at(-1),
    }),
  )
} finally {
  await victim.remove()
}

/** A node on a PostgreSQL server of its own. */
async function debianVictim(): Promise<Victim> {
  const database = await openBenchDatabase('debian')
  let node: NodeProcess | undefined
  return {
    async start() {
      node = await startNodeProcess(database.url, { BANSO_JOBS: '2', BANSO_LOG: 'fatal' })
      return node.url
    },
    ownerUrl: () => database.url,
    async strike() {
      const owner = new Pool({ connectionString: database.url, max: 1 })
      owner.on('error', () => {})
      const { rows } = await owner.query(
        `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         order by state_change desc limit 1`,
      )
      const ended = node!.kill('SIGKILL')
      process.kill(rows[0].pid, 'SIGKILL')
      await ended
      await owner.end().catch(() => {})
      await answering(database.url)
    },
    async stop() {
      await node?.kill('SIGTERM')
    },
    async remove() {
      await node?.kill('SIGTERM')
      await database.stop()
    },
  }
}

/** PostgreSQL refuses connections while it recovers. */
async function answering(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const owner = new Pool({ connectionString: url, max: 1 })
    owner.on('error', () => {})
    try {
      await owner.query('select 1')
      return
    } catch (error) {
      if (attempt >= 300) throw error
      await sleep(100)
    } finally {
      await owner.end().catch(() => {})
    }
  }
}
