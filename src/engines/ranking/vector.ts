/** What a document can be ranked by. Order of fields: title, body, answer, alias. */
export const fields = ['title', 'body', 'answer', 'alias'] as const
export type Field = (typeof fields)[number]

export interface Vector {
  /** Words in each field (up to 65,535). */
  lengths: Uint16Array
  /** Sorted, distinct. */
  hashes: Int32Array
  /** For each hash four bits a field, the title lowest: how often it stands there, 15 meaning fifteen or more. */
  frequencies: Uint16Array
}

const most = 15
const header = fields.length * 2

/** Adds up two frequency words field by field, each stopping at fifteen. */
function addFrequencies(a: number, b: number): number {
  let sum = 0
  for (let shift = 0; shift < 16; shift += 4)
    sum |= Math.min(most, ((a >>> shift) & 15) + ((b >>> shift) & 15)) << shift
  return sum
}

export function frequencyIn(field: number, frequencies: number): number {
  return (frequencies >>> (field * 4)) & 15
}

export function vectorOf(counts: ReadonlyMap<number, number>, lengths: ArrayLike<number>): Vector {
  const hashes = Int32Array.from(counts.keys()).sort()
  return {
    lengths: Uint16Array.from(lengths, (length) => Math.min(0xffff, length)),
    hashes,
    frequencies: Uint16Array.from(hashes, (hash) => counts.get(hash)!),
  }
}

/** Counts one more occurrence of a term in a field. */
export function count(counts: Map<number, number>, hash: number, field: number, times = 1): void {
  counts.set(hash, addFrequencies(counts.get(hash) ?? 0, Math.min(most, times) << (field * 4)))
}

/** The vector of two parts of one document together: of a topic and a new post. */
export function mergeVectors(a: Vector, b: Vector): Vector {
  const counts = new Map<number, number>()
  for (const part of [a, b])
    part.hashes.forEach((hash, i) => {
      counts.set(hash, addFrequencies(counts.get(hash) ?? 0, part.frequencies[i]!))
    })
  return vectorOf(
    counts,
    Array.from(a.lengths, (length, field) => length + b.lengths[field]!),
  )
}

/**
 * Little-endian: four lengths of 16 bits, all hashes of 32 bits, all frequencies of 16 bits; then zeros up to a multiple
 * of four bytes, so that vectors one after the other in one buffer all lie aligned.
 */
export function packVector(vector: Vector): Uint8Array {
  const count = vector.hashes.length
  const bytes = new Uint8Array(Math.ceil((header + count * 6) / 4) * 4)
  bytes.set(bytesOf(vector.lengths), 0)
  bytes.set(bytesOf(vector.hashes), header)
  bytes.set(bytesOf(vector.frequencies), header + count * 4)
  return bytes
}

const bytesOf = (array: Uint16Array | Int32Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/** Takes any bytes (a slice of a connection's buffer too); copies them only when they lie unaligned. */
export function unpackVector(bytes: Uint8Array): Vector {
  const { buffer, byteOffset: at } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  const count = Math.floor((bytes.length - header) / 6)
  return {
    lengths: new Uint16Array(buffer, at, fields.length),
    hashes: new Int32Array(buffer, at + header, count),
    frequencies: new Uint16Array(buffer, at + header + count * 4, count),
  }
}
