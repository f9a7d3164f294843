import { createHmac } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { AddressRefused, guardedLookup, namesOwnOnly } from './webhook-address.ts'

export interface Message {
  url: string
  secret: string
  deliveryId: string
  event: string
  body: string
}

const timeout = 10_000

/** `v1=` and HMAC-SHA256 over `<timestamp>.<body>`: the receiver computes the same and refuses old timestamps. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`

/** Posts one signed message. Resolves when it was taken (2xx); otherwise throws an Error that says why, in a few words. */
export async function postSigned(message: Message, localAllowed: boolean): Promise<void> {
  const url = new URL(message.url)
  if (!localAllowed && namesOwnOnly(url)) throw new AddressRefused('address')
  const timestamp = String(Math.floor(Date.now() / 1000))
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(message.body),
    'user-agent': 'Banso',
    'x-banso-event': message.event,
    'x-banso-delivery': message.deliveryId,
    'x-banso-timestamp': timestamp,
    'x-banso-signature': signatureOf(message.secret, timestamp, message.body),
  }
  // The whole exchange ends after ten seconds, however slowly the other side speaks. Redirects are not followed.
  const options = { method: 'POST', headers, agent: false, signal: AbortSignal.timeout(timeout) }
  const status = await new Promise<number>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      localAllowed ? options : { ...options, lookup: guardedLookup },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(message.body)
  }).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof AddressRefused) throw error
    throw new Error(
      error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : (error.code ?? error.message),
    )
  })
  if (status < 200 || status > 299) throw new Error(`HTTP ${status}`)
}
