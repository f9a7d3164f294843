import { unpackVector, type Vector } from '#engines/ranking/vector'
import type { Db } from '#server/db/transaction'
import { type Found, vectorsOf } from '../store/vector.ts'

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
    for (const { id, version, packed } of await vectorsOf(db, bodyId, missing)) {
      const vector = unpackVector(packed)
      recent.set(version, vector)
      known.set(id, vector)
    }
  }
  return found.flatMap((it) => {
    const vector = known.get(it.id)
    return vector ? [{ ...it, vector }] : []
  })
}
