/**
 * Terms are strings of a class prefix and a text. What the store indexes is their hash.
 * `w:` word in its folded base form · `g:` one or two neighbouring characters · `t:` before either: it stands in the title.
 */
export const wordKey = (word: string) => `w:${word}`
export const gramKey = (gram: string) => `g:${gram}`
export const titleKey = (key: string) => `t:${key}`

/**
 * A stable signed 32-bit hash: FNV-1a over the UTF-16 units (low byte, then high byte), then the finalizer of
 * MurmurHash3, without which FNV's low bits are poor for such short keys. Stored indexes depend on it: never change it.
 */
export function termHash(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}
