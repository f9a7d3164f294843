import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** What one step of the test run came to. */
export interface Outcome {
  passed: number
  failed: number
  /** One line each, for the end of the log. */
  failures: string[]
}

export interface Finished {
  code: number
  /** The last million characters of what it said. */
  output: string
}

/** Runs one of the project's programs with the project's Node, its output passed on as it comes. */
export function node(args: string[], environment: Record<string, string> = {}): Promise<Finished> {
  // A developer's own settings must not decide a test.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(BANSO_|DATABASE_|PG)/.test(name)))
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...env, ...environment },
    })
    const end = () => child.kill('SIGTERM')
    process.once('SIGTERM', end).once('SIGINT', end)
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      process.stdout.write(chunk)
      text = (text + chunk).slice(-1_000_000)
    })
    child.once('error', (error) => console.error(error))
    child.once('close', (code) => {
      process.off('SIGTERM', end).off('SIGINT', end)
      resolve({ code: code ?? 1, output: text.trimEnd() })
    })
  })
}

/** A step that is one test: passed when it ends well. */
export async function asOne(name: string, work: () => Promise<unknown>): Promise<Outcome> {
  try {
    await work()
    return { passed: 1, failed: 0, failures: [] }
  } catch (error) {
    console.error(error)
    return { passed: 0, failed: 1, failures: [name] }
  }
}

interface VitestReport {
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

/** Counts vitest's JSON report. A file that cannot be loaded, and a run that fails with no failing test, count as one. */
export function readVitest(file: string, code: number, root = process.cwd()): Outcome {
  const outcome: Outcome = { passed: 0, failed: 0, failures: [] }
  const fail = (what: string) => {
    outcome.failed += 1
    outcome.failures.push(what)
  }
  if (existsSync(file)) {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
    for (const { name, status, assertionResults } of report.testResults) {
      const path = relative(root, name)
      const failed = assertionResults.filter((test) => test.status === 'failed')
      for (const test of failed) fail(`${path} > ${test.fullName}`)
      if (status === 'failed' && failed.length === 0) fail(path)
      outcome.passed += assertionResults.filter((test) => test.status === 'passed').length
    }
  }
  if (code !== 0 && outcome.failed === 0) fail(`vitest ended with code ${code}`)
  return outcome
}
