/**
 * Tells which events are new to a tab: for a moment two tabs may lead and both pass one on, and a connection may have
 * to go on from an earlier position.
 */
export class Heard {
  readonly #kept: number
  readonly #seqs = new Set<number>()

  constructor(kept = 1000) {
    this.#kept = kept
  }

  isNew(seq: number): boolean {
    if (this.#seqs.has(seq)) return false
    this.#seqs.add(seq)
    if (this.#seqs.size > this.#kept) this.#seqs.delete(this.#seqs.values().next().value!)
    return true
  }

  /** Numbers begin anew in a database restored from a backup. */
  forget(): void {
    this.#seqs.clear()
  }
}
