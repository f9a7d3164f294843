import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../embedded-postgres/start.ts'
import { whenThisProcessEnds } from './watchdog.ts'

/** Nothing of a test is worth a wait for the disk. */
export const fastSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '128MB',
  autovacuum: 'off',
}

export interface TestCluster {
  /** Superuser's connection. */
  url: string
  dataDirectory: string
  stop(): Promise<void>
}

export interface TestClusterOptions {
  settings?: Record<string, string>
  /** A folder whose bin/ has another PostgreSQL's programs, instead of the embedded ones. */
  programs?: string
}

/** A fresh cluster in a folder of its own, gone with this process at the latest. */
export async function startTestCluster(options: TestClusterOptions = {}): Promise<TestCluster> {
  const directory = await mkdtemp(join(tmpdir(), 'banso-test-'))
  const warn = (facts: object, message: string) => console.error(message, facts)
  const log = { info() {}, warn, error: warn }
  const server = await startEmbedded({ directory, log, settings: fastSettings, ...options })
  const dataDirectory = join(await realpath(directory), 'data')
  const pid = (await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')[0]!
  const callOff = whenThisProcessEnds('kill -QUIT "$1"; sleep 1; rm -rf "$2"', pid, directory)
  return {
    url: server.url,
    dataDirectory,
    async stop() {
      await server.stop()
      callOff()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
