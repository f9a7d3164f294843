import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Refusal } from '#kernel/refusal'
import type { Config } from '#server/config'

type Key = Pick<Config, 'BANSO_SECRET'>

/**
 * Secrets we must be able to use again (a provider's client secret) are kept sealed: AES-256-GCM under a key made from
 * BANSO_SECRET, which is never in the database or its backup. `place` names the row; a seal moved elsewhere won't open.
 */
export function seal(config: Key, place: string, text: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(config), nonce).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

export function unseal(config: Key, place: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(config), sealed.subarray(0, 12))
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
}

function keyOf({ BANSO_SECRET }: Key): Buffer {
  if (!BANSO_SECRET) throw new Refusal('unavailable', 'no-secret-key')
  return Buffer.from(hkdfSync('sha256', BANSO_SECRET, '', 'banso sealed', 32))
}
