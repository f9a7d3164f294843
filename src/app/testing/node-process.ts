import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { readConfig } from '#server/config'
import { startNode } from '../node.ts'

export interface NodeProcess {
  url: string
  /** What it has logged so far: one JSON object a line. */
  log(): Record<string, unknown>[]
  /** Sends the signal; resolves with the exit code (null when the signal ended it) once the process is gone. */
  kill(signal: NodeJS.Signals): Promise<number | null>
}

/** A node in a process of its own on an existing database, so that a test can kill it as a machine dies. */
export async function startNodeProcess(ownerUrl: string, settings: Record<string, string> = {}): Promise<NodeProcess> {
  const child = spawn(process.execPath, ['--no-warnings', import.meta.filename], {
    env: {
      ...process.env,
      DATABASE_URL: ownerUrl,
      BANSO_PORT: '0',
      BANSO_HOST: '127.0.0.1',
      BANSO_LOG: 'error',
      BANSO_JOBS: '0',
      ...settings,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const lines: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('http:')) resolve(line)
      else lines.push(line)
    })
    child.once('exit', () => reject(new Error('the node ended before it served')))
  })
  return {
    url,
    log: () => lines.map((line) => JSON.parse(line)),
    kill(signal) {
      child.kill(signal)
      return ended
    },
  }
}

if (import.meta.main) {
  const config = readConfig(process.env)
  const node = await startNode(config, config.DATABASE_URL!, (_, response) => response.end('<!doctype html>'))
  console.log(node.url)
  process.once('SIGTERM', () => node.stop().then(() => process.exit(0)))
  // The test's end, however it comes, is this node's end.
  process.stdin.resume().once('end', () => process.exit(1))
}
