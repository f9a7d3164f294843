import { expect, test } from 'vitest'
import { guardedLookup, isOwnOnly, namesOwnOnly } from './handlers/webhook-address.ts'
import { postSigned } from './handlers/webhook-post.ts'

test('the server itself and its own wire are known in every way of writing them', () => {
  for (const url of [
    'http://127.0.0.1/',
    'http://127.9.9.9:8080/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://localhost/',
    'http://x.localhost/',
    'http://0.0.0.0/',
    'http://169.254.169.254/latest',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[fe80::1]/',
  ])
    expect(namesOwnOnly(new URL(url)), url).toBe(true)
})

test('addresses of a closed network are allowed', () => {
  for (const address of ['10.1.2.3', '172.16.0.9', '192.168.1.1', '192.0.2.1', 'fd12::1', '2001:db8::1'])
    expect(isOwnOnly(address), address).toBe(false)
})

test('a name that leads to the server itself is refused when it is resolved', async () => {
  const error = await new Promise((resolve) => guardedLookup('localhost', { all: true }, (refused) => resolve(refused)))
  expect(error).toMatchObject({ message: 'address' })
  const message = { url: 'http://127.0.0.1:9/', secret: 's', deliveryId: 'd', event: 'test', body: '{}' }
  await expect(postSigned(message, false)).rejects.toThrow('address')
})
