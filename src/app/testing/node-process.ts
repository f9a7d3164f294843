import { spawn } from 'node:child_process'
import { readConfig } from '#server/config'
import { startNode } from '../node.ts'

/** A node in a process of its own on an existing database, so that a test can kill it as a machine dies. */
export async function startNodeProcess(
  ownerUrl: string,
): Promise<{ url: string; kill(signal: NodeJS.Signals): Promise<void> }> {
  const child = spawn(process.execPath, ['--no-warnings', import.meta.filename], {
    env: {
      ...process.env,
      DATABASE_URL: ownerUrl,
      BANSO_PORT: '0',
      BANSO_HOST: '127.0.0.1',
      BANSO_LOG: 'error',
      BANSO_JOBS: '0',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()))
    child.once('exit', () => reject(new Error('the node ended before it served')))
  })
  return {
    url,
    async kill(signal) {
      child.kill(signal)
      await ended
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
