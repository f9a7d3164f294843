import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { asOne, node, readVitest } from './outcome.ts'

const folder = mkdtempSync(join(tmpdir(), 'banso-outcome-'))
afterAll(() => rmSync(folder, { recursive: true }))

function reportOf(testResults: object[]): string {
  const file = join(folder, `${testResults.length}.json`)
  writeFileSync(file, JSON.stringify({ testResults }))
  return file
}

const green = {
  name: '/house/src/a.test.ts',
  status: 'passed',
  assertionResults: [
    { fullName: 'a works', status: 'passed' },
    { fullName: 'a waits', status: 'skipped' },
  ],
}
const red = {
  name: '/house/src/b.test.ts',
  status: 'failed',
  assertionResults: [
    { fullName: 'b works', status: 'passed' },
    { fullName: 'b holds', status: 'failed' },
  ],
}
const unloadable = { name: '/house/src/c.test.ts', status: 'failed', assertionResults: [] }

test('counts tests, and a file that could not be loaded as one failure', () => {
  expect(readVitest(reportOf([green, red, unloadable]), 1, '/house')).toEqual({
    passed: 2,
    failed: 2,
    failures: ['src/b.test.ts > b holds', 'src/c.test.ts'],
  })
})

test('a run that ends badly fails even when no test did, or no report was written', () => {
  expect(readVitest(reportOf([green]), 0, '/house')).toMatchObject({ passed: 1, failed: 0 })
  expect(readVitest(reportOf([green]), 1, '/house')).toMatchObject({ passed: 1, failed: 1 })
  expect(readVitest(join(folder, 'none.json'), 1)).toMatchObject({ passed: 0, failed: 1 })
})

test('a step that throws is one failure', async () => {
  const broken = asOne('build', () => Promise.reject(new Error('expected here')))
  expect(await broken).toEqual({ passed: 0, failed: 1, failures: ['build'] })
})

test('programs run without the settings of the one who runs the tests', async () => {
  process.env.BANSO_PORT = '1'
  const shown = await node(['-p', 'String(process.env.BANSO_PORT) + process.env.BANSO_GIVEN'], { BANSO_GIVEN: 'yes' })
  delete process.env.BANSO_PORT
  expect(shown).toEqual({ code: 0, output: 'undefinedyes' })
})
