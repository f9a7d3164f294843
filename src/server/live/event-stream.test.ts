import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type EventStream, openEventStream } from './event-stream.ts'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

test('a client that does not read is dropped instead of filling the memory', async () => {
  let closed = () => {}
  const gone = new Promise<void>((resolve) => {
    closed = resolve
  })
  const opened = new Promise<EventStream>((resolve) => {
    const server = createServer((_, response) => resolve(openEventStream(response, closed)))
    servers.push(server)
    server.listen(0, '127.0.0.1', () => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
      socket.on('error', () => {})
      socket.pause()
      socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    })
  })
  const stream = await opened
  const data = 'x'.repeat(16_384)
  let sent = 0
  while (stream.send({ kind: 'live', data })) {
    sent += 1
    if (sent > 10_000) throw new Error('everything was kept for a client that reads nothing')
    if (sent % 16 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  await gone
  expect(stream.send({ kind: 'live', data })).toBe(false)
})
