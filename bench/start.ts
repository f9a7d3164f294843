/**
 * How long from `banso serve` to /readyz on a database that exists: `npm run bench:start -- [embedded|debian] [starts]`.
 * Embedded: the server stops with the node and is started again with it. The last line is one JSON object.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type ServeProcess, startServe } from '#app/testing/serve-process'
import { embeddedVictim } from '#app/testing/victim'
import { openBenchDatabase } from './harness.ts'

const [kind = 'embedded', startsText = '5'] = process.argv.slice(2)
const starts = Number(startsText)

interface Installation {
  start(): Promise<string>
  stop(): Promise<unknown>
  remove(): Promise<void>
}

const installation: Installation = kind === 'embedded' ? embeddedVictim() : await onDebian()
try {
  await installation.start() // makes the database, and warms the machine's file cache
  await installation.stop()
  const times: number[] = []
  for (let i = 0; i < starts; i++) {
    const from = performance.now()
    const url = await installation.start()
    while ((await fetch(`${url}/readyz`)).status !== 200) await sleep(10)
    times.push(Math.round(performance.now() - from))
    await installation.stop()
  }
  times.sort((a, b) => a - b)
  console.log(
    JSON.stringify({
      bench: 'start',
      database: kind,
      starts,
      median_ms: times[Math.floor(times.length / 2)],
      worst_ms: times.at(-1),
    }),
  )
} finally {
  await installation.remove()
}

async function onDebian(): Promise<Installation> {
  const database = await openBenchDatabase('debian')
  let node: ServeProcess | undefined
  return {
    async start() {
      node = await startServe({ DATABASE_URL: database.url })
      return node.url
    },
    stop: async () => node?.kill('SIGTERM'),
    remove: () => database.stop(),
  }
}
