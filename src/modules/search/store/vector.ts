import { unpackVector, type Vector } from '#engines/ranking/vector'
import { type Db, hotQuery } from '#server/db/transaction'

/** A document as an index look-up names it. */
export interface Found {
  id: string
  /** Which version of its row was found: a vector is read once a version. */
  version: string
  standing: number
}

const idBytes = 16
const versionBytes = 10
const foundBytes = idBytes + versionBytes + 4

/** The id and version written at `at` of the bytes whose hexadecimal digits are given. */
function namedAt(hex: string, at: number): { id: string; version: string } {
  const part = (from: number, to: number) => hex.slice((at + from) * 2, (at + to) * 2)
  const id = `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, idBytes)}`
  return { id, version: `${id}.${part(idBytes, idBytes + versionBytes)}` }
}

/** What search_candidates and search_matches give: id, version and standing, one document after the other. */
export function foundIn(base64: string | null): Found[] {
  const bytes = Buffer.from(base64 ?? '', 'base64')
  const hex = bytes.toString('hex')
  return Array.from({ length: bytes.length / foundBytes }, (_, i) => ({
    ...namedAt(hex, i * foundBytes),
    standing: bytes.readFloatBE((i + 1) * foundBytes - 4),
  }))
}

/** Vectors a node read lately, at most so many bytes of them: who types asks for nearly the same ones at each key. */
const mostBytes = 32 * 1024 * 1024

/** By id and version of the row, in two generations: the older half goes when the younger is full. */
class RecentVectors {
  #young = new Map<string, Vector>()
  #old = new Map<string, Vector>()
  #bytes = 0

  get(version: string): Vector | undefined {
    const young = this.#young.get(version)
    if (young) return young
    const old = this.#old.get(version)
    if (old) this.set(version, old)
    return old
  }

  set(version: string, vector: Vector): void {
    this.#young.set(version, vector)
    this.#bytes += vector.hashes.buffer.byteLength + 300 // beside its bytes, the objects around them
    if (this.#bytes < mostBytes / 2) return
    this.#old = this.#young
    this.#young = new Map()
    this.#bytes = 0
  }
}

const recent = new RecentVectors()

const vectorsText = `select encode(string_agg(uuid_send(d.id) || xidsend(d.xmin) || tidsend(d.ctid) || int4send(length(d.vector))
    || d.vector, ''::bytea), 'base64') as vectors
  from search_document d where d.body_id = $1 and d.id = any($2::uuid[])`

/** Documents with their vectors, in the given order; one that was taken away since is left out. */
export async function withVectors(
  db: Db,
  bodyId: number,
  found: readonly Found[],
): Promise<(Found & { vector: Vector })[]> {
  const known = new Map<string, Vector>()
  const missing: string[] = []
  for (const { id, version } of found) {
    const vector = recent.get(version)
    if (vector) known.set(id, vector)
    else missing.push(id)
  }
  if (missing.length > 0) {
    const query = { name: 'search-vectors', text: vectorsText, values: [bodyId, missing] }
    const [row] = await hotQuery<{ vectors: string | null }>(db, query)
    const bytes = Buffer.from(row!.vectors ?? '', 'base64')
    for (let at = 0; at < bytes.length; ) {
      const start = at + idBytes + versionBytes + 4
      const { id, version } = namedAt(bytes.toString('hex', at, start), 0)
      const end = start + bytes.readInt32BE(start - 4)
      const vector = unpackVector(new Uint8Array(bytes.subarray(start, end))) // a copy: the whole answer is not kept
      recent.set(version, vector)
      known.set(id, vector)
      at = end
    }
  }
  return found.flatMap((it) => {
    const vector = known.get(it.id)
    return vector ? [{ ...it, vector }] : []
  })
}
