const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Bytes of a multibase base58btc text (`z…`); undefined when it is none. */
export function base58(text: string): Uint8Array | undefined {
  if (!text.startsWith('z') || text.length > 2000) return undefined
  const digits = [...text.slice(1)]
  let value = 0n
  for (const digit of digits) {
    const at = alphabet.indexOf(digit)
    if (at < 0) return undefined
    value = value * 58n + BigInt(at)
  }
  const hex = value === 0n ? '' : value.toString(16)
  const bytes = (hex.length % 2 ? `0${hex}` : hex).match(/../g) ?? []
  const leading = digits.findIndex((digit) => digit !== '1')
  const zeros = new Array<number>(leading < 0 ? digits.length : leading).fill(0)
  return Uint8Array.from([...zeros, ...bytes.map((byte) => Number.parseInt(byte, 16))])
}

export type PublicKey = Readonly<Record<string, unknown>> & { kty: string }

/** The key a DID carries in itself: `did:key` (Ed25519) and `did:jwk`; undefined for every other. */
export function keyInDid(did: string): PublicKey | undefined {
  const [bare] = did.split('#')
  if (bare!.startsWith('did:key:')) {
    const bytes = base58(bare!.slice('did:key:'.length))
    if (bytes?.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01) return undefined
    return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes.slice(2)).toString('base64url') }
  }
  if (!bare!.startsWith('did:jwk:')) return undefined
  try {
    const key = JSON.parse(Buffer.from(bare!.slice('did:jwk:'.length), 'base64url').toString('utf8'))
    return typeof key?.kty === 'string' && key.d === undefined ? key : undefined
  } catch {
    return undefined
  }
}
