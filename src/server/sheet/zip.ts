import { inflateRawSync } from 'node:zlib'
import { Refusal } from '#kernel/refusal'
import { sheetLimits } from './sheet.ts'

interface ZipEntry {
  name: string
  method: number
  packed: number
  unpacked: number
  offset: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50

/** The entries a ZIP file's directory lists, without unpacking any. */
export function zipDirectory(file: Buffer): ZipEntry[] {
  let end = file.length - 22
  while (end >= 0 && file.readUInt32LE(end) !== endSignature) end--
  if (end < 0) throw new Refusal('invalid', 'sheet-broken')
  const count = file.readUInt16LE(end + 10)
  const entries: ZipEntry[] = []
  try {
    for (let at = file.readUInt32LE(end + 16), i = 0; i < count; i++) {
      if (file.readUInt32LE(at) !== entrySignature) throw new RangeError('no entry here')
      const nameLength = file.readUInt16LE(at + 28)
      entries.push({
        name: file.toString('utf8', at + 46, at + 46 + nameLength),
        method: file.readUInt16LE(at + 10),
        packed: file.readUInt32LE(at + 20),
        unpacked: file.readUInt32LE(at + 24),
        offset: file.readUInt32LE(at + 42),
      })
      at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    }
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('invalid', 'sheet-broken')
    throw error
  }
  return entries
}

/**
 * Refuses a ZIP bomb before anything of it is kept: by the sizes its directory states, and then by unpacking every
 * entry into a bounded buffer, since a directory can lie.
 */
export function refuseBomb(file: Buffer, entries: readonly ZipEntry[]): void {
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  const overlapping = entries.reduce((sum, entry) => sum + entry.packed, 0) > file.length
  if (total > sheetLimits.unpacked || entries.length > 5000 || overlapping) throw new Refusal('invalid', 'sheet-bomb')
  for (const entry of entries) {
    if (entry.method === 0) continue
    if (entry.method !== 8) throw new Refusal('invalid', 'sheet-broken')
    try {
      const start = entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28)
      inflateRawSync(file.subarray(start, start + entry.packed), { maxOutputLength: Math.max(1, entry.unpacked) })
    } catch (error) {
      const { code } = error as { code?: string }
      throw new Refusal('invalid', code === 'ERR_BUFFER_TOO_LARGE' ? 'sheet-bomb' : 'sheet-broken')
    }
  }
}
