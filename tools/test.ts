/**
 * Every test of the house, in this order: the checks (types, style, architecture, …), the web build, the tests on the
 * embedded PostgreSQL, those that may touch a database again on Debian's PostgreSQL, the journeys in Chromium.
 * The last line is "N passed, N failed" over all of them; a check counts as one test.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastSettings } from '#server/testing/cluster'
import { startDebianPostgres } from './debian-postgres.ts'
import { asOne, node, type Outcome, readVitest } from './test/outcome.ts'
import { installPackages } from './test/packages.ts'
import { buildWeb } from './web.ts'

const reports = mkdtempSync(join(tmpdir(), 'banso-reports-'))

async function vitest(name: string, args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const report = join(reports, `${name}.json`)
  const { code } = await node(
    [
      ...['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...args],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ],
    environment,
  )
  return readVitest(report, code)
}

async function checks(): Promise<Outcome> {
  const { code, output } = await node(['tools/check.ts'])
  const lines = output.split('\n')
  try {
    const { passed, failed } = JSON.parse(lines.at(-1)!) as { passed: number; failed: number }
    return { passed, failed, failures: lines.filter((line) => line.startsWith('✗')) }
  } catch {
    return { passed: 0, failed: 1, failures: [`ended with code ${code}`] }
  }
}

/** Only these folders' tests may touch a database; engines, kernel, tools and screens run once. */
const databaseTests = ['src/app/', 'src/modules/', 'src/server/', 'db/']

async function onDebian(): Promise<Outcome> {
  const cluster = await startDebianPostgres(fastSettings)
  try {
    return await vitest('debian', ['--project=code', ...databaseTests], { BANSO_TEST_DATABASE_URL: cluster.url })
  } finally {
    await cluster.stop()
  }
}

const steps: [string, () => Promise<Outcome>][] = [
  ['packages', () => asOne('packages', async () => installPackages())],
  ['checks', checks],
  ['web build', () => asOne('web build', buildWeb)],
  ['tests', () => vitest('embedded', ['--project=code', '--project=embedded', '--project=web'])],
  ["tests on Debian's PostgreSQL", onDebian],
  ['journeys', () => vitest('journeys', ['--project=journeys'])],
]

const total: Outcome = { passed: 0, failed: 0, failures: [] }
for (const [name, run] of steps) {
  const started = Date.now()
  console.log(`\n── ${name}`)
  const outcome = await run().catch((error): Outcome => {
    console.error(error)
    return { passed: 0, failed: 1, failures: [String(error)] }
  })
  console.log(
    `── ${name}: ${outcome.passed} passed, ${outcome.failed} failed (${((Date.now() - started) / 1000).toFixed(0)} s)`,
  )
  total.passed += outcome.passed
  total.failed += outcome.failed
  total.failures.push(...outcome.failures.map((failure) => `${name}: ${failure}`))
}
rmSync(reports, { recursive: true, force: true })

if (total.failures.length) console.log(`\nFailed:\n${total.failures.map((failure) => `  ${failure}`).join('\n')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
