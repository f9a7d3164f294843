import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { urlOf } from '#server/embedded-postgres/access'
import { whenThisProcessEnds } from '#server/testing/watchdog'
import { type ServeProcess, startServe } from './serve-process.ts'

/** A whole installation that can be struck dead and started again. */
export interface Victim {
  /** Starts the node, and the database where it is ours; resolves when it serves. */
  start(): Promise<string>
  ownerUrl(): string
  /** Kills the node with -9, and the database server in the midst of its work. */
  strike(): Promise<void>
  /** Stops all in good order; it can be started again. */
  stop(): Promise<void>
  /** Stops it and removes everything. */
  remove(): Promise<void>
}

/** The trial installation: the node with the embedded server, both killed. */
export function embeddedVictim(): Victim {
  const folder = mkdtempSync(join(tmpdir(), 'banso-victim-'))
  chmodSync(folder, 0o755) // the server's user must reach its folder within
  const [nodePid, postmasterPid] = [join(folder, 'node.pid'), join(folder, 'postgres/data/postmaster.pid')]
  const callOff = whenThisProcessEnds(
    'kill -9 "$(cat "$1")"; kill -QUIT "$(head -n 1 "$2")"; sleep 1; rm -rf "$3"',
    ...[nodePid, postmasterPid, folder],
  )
  let node: ServeProcess | undefined
  return {
    async start() {
      node = await startServe({ BANSO_DATA: folder, DATABASE_URL: '' })
      writeFileSync(nodePid, String(node.pid))
      return node.url
    },
    ownerUrl: () => urlOf(JSON.parse(readFileSync(join(folder, 'postgres/access.json'), 'utf8'))),
    async strike() {
      const postmaster = Number(readFileSync(postmasterPid, 'utf8').split('\n')[0])
      const ended = node!.kill('SIGKILL')
      process.kill(postmaster, 'SIGKILL')
      await ended
    },
    async stop() {
      await node?.kill('SIGTERM')
    },
    async remove() {
      await node?.kill('SIGTERM')
      callOff()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
