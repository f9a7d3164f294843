import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedPost {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

export interface ReceivedMail {
  from: string
  to: string[]
  raw: string
}

/** Something outside that Banso speaks to, in a process of its own. */
export interface Receiver<T> {
  port: number
  received: T[]
  /** Waits until so many have arrived; the test's own limit ends a wait in vain. */
  count(n: number): Promise<void>
  stop(): Promise<void>
}

/** An HTTP server that answers one request after another with the next status of the list, then always with the last. */
export const startHttpReceiver = (statuses: readonly number[]) =>
  start<ReceivedPost>(['http', JSON.stringify(statuses)])

/** A mail server (SMTP) that takes everything; `port` makes it come back where it was. */
export const startMailReceiver = (port = 0) => start<ReceivedMail>(['smtp', String(port)])

async function start<T>(args: string[]): Promise<Receiver<T>> {
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', import.meta.filename, ...args], {
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  })
  const received: T[] = []
  let changed = () => {}
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the receiver ended')))
    child.on('message', (message: { port?: number; received?: T }) => {
      if (message.port) resolve(message.port)
      if (message.received) received.push(message.received)
      changed()
    })
  })
  return {
    port,
    received,
    async count(n) {
      while (received.length < n) {
        await new Promise<void>((resolve) => {
          changed = resolve
        })
      }
    },
    async stop() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGKILL')
      await ended
    },
  }
}

const tell = (message: object) => void process.send?.(message)

function serveHttp(statuses: number[]): void {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const status = statuses.length > 1 ? statuses.shift()! : statuses[0]!
    const { method, url: path, headers } = request
    tell({ received: { method, path, headers, body: Buffer.concat(chunks).toString() } })
    if (status >= 300 && status < 400) response.setHeader('location', '/elsewhere')
    response.statusCode = status
    response.end()
  })
  server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }))
}

async function serveMail(port: number): Promise<void> {
  const name = 'smtp-server' // it has no types of its own
  const { SMTPServer } = await import(name)
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    async onData(
      stream: AsyncIterable<Buffer>,
      session: { envelope: { mailFrom: { address: string }; rcptTo: { address: string }[] } },
      done: () => void,
    ) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk)
      const { mailFrom, rcptTo } = session.envelope
      tell({
        received: {
          from: mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        },
      })
      done()
    },
  })
  server.listen(port, '127.0.0.1', () => tell({ port: server.server.address().port }))
}

if (import.meta.main) {
  // The test's end, however it comes, is this server's end.
  process.stdin.resume().once('end', () => process.exit(0))
  const [kind, argument] = process.argv.slice(2)
  if (kind === 'http') serveHttp(JSON.parse(argument!))
  else await serveMail(Number(argument))
}
