/**
 * Terms are strings of a class prefix and a text. What the store indexes is their hash.
 * `w:` word in its folded base form · `g:` one or two neighbouring characters · `t:` before either: it stands in the title.
 */
export const wordKey = (word: string) => `w:${word}`
export const gramKey = (gram: string) => `g:${gram}`
export const titleKey = (key: string) => `t:${key}`

/**
 * A stable signed 32-bit hash: MurmurHash3 (x86, 32 bits, seed 0) with each UTF-16 unit as one block and the number of
 * units as the length. Stored indexes depend on it: never change it.
 */
export function termHash(key: string): number {
  let hash = 0
  for (let i = 0; i < key.length; i++) {
    let unit = Math.imul(key.charCodeAt(i), 0xcc9e2d51)
    unit = (unit << 15) | (unit >>> 17)
    hash ^= Math.imul(unit, 0x1b873593)
    hash = (hash << 13) | (hash >>> 19)
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0
  }
  hash ^= key.length
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
