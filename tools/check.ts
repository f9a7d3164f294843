/**
 * Runs every check of the house, or those named: `node tools/check.ts [name…]`. One line each, findings above it;
 * the last line is {"passed":n,"failed":n}.
 */
import { spawnSync } from 'node:child_process'
import { checkArchitecture } from './architecture/check.ts'
import { checkConfiguration } from './configuration.ts'
import { data } from './data.ts'
import { glossary } from './glossary.ts'
import { checkNotices } from './notices.ts'
import { printReport, type Report } from './report.ts'
import { checkTables } from './tables.ts'

const root = process.cwd()

/** Another program's verdict: its output is shown only when it objects. */
function program(check: string, script: string, ...args: string[]): Report {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [`node_modules/${script}`, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const said = error?.message ?? `${stdout}${stderr}`.trim()
  return { check, subjects: 1, failures: status === 0 ? [] : [said.slice(0, 10_000) || `exit code ${status}`] }
}

const checks: Record<string, () => Report | Promise<Report>> = {
  architecture: () => checkArchitecture(root),
  glossary: () => glossary(root),
  data: () => data(root),
  notices: () => checkNotices(root),
  tables: () => checkTables(),
  configuration: () => checkConfiguration(),
  'types-server': () => program('types-server', 'typescript/bin/tsc', '-p', 'tsconfig.json'),
  'types-web': () => program('types-web', 'typescript/bin/tsc', '-p', 'tsconfig.web.json'),
  style: () =>
    program(
      'style',
      '@biomejs/biome/bin/biome',
      'ci',
      '--diagnostic-level=error',
      '--reporter=summary',
      '--colors=off',
    ),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !checks[name])
if (unknown.length) throw new Error(`no such check: ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}`)

const counts = { passed: 0, failed: 0 }
for (const [name, run] of Object.entries(checks)) {
  if (asked.length && !asked.includes(name)) continue
  const report = await Promise.resolve()
    .then(run)
    .catch((error: Error): Report => ({ check: name, subjects: 0, failures: [error.stack ?? error.message] }))
  printReport(report)
  counts[report.failures.length ? 'failed' : 'passed'] += 1
}
console.log(JSON.stringify(counts))
if (counts.failed) process.exitCode = 1
