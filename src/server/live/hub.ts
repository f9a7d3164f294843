import { log } from '#server/log'
import { compare, type Position } from './position.ts'

export interface LiveEvent extends Position {
  channel: string
  kind: string
  payload: unknown
}

/** One page of events after a position, oldest first. `unsettled`: running transactions have published more. */
export interface EventPage {
  events: LiveEvent[]
  unsettled: boolean
}

export interface Source {
  read(bodyId: number, after: Position, limit: number): Promise<EventPage>
  /** The newest settled position, and the first transaction number not yet given out. */
  head(bodyId: number): Promise<{ head: Position; end: number }>
}

/** A reader of one body's events. `take` is called in order and never twice with the same event. */
export interface Reader {
  at: Position
  take(events: readonly LiveEvent[]): Promise<void> | void
  /** Called when taking failed: the reader must go and come back, to resume from what it had. */
  drop(): void
}

const pageSize = 500
const unsettledEvery = 50

/** Reads each body's events once for all its readers on this node, in turn, so that nothing is lost or doubled. */
export class Hub {
  readonly #source: Source
  readonly #bodies = new Map<number, { head: Position; readers: Set<Reader>; turn: Promise<void>; woken: boolean }>()
  #stopped = false

  constructor(source: Source) {
    this.#source = source
  }

  /** Joins a reader: first what it missed since `at`, then what comes. Resolves false when `at` cannot be gone on from. */
  async join(bodyId: number, reader: Reader, resumes: boolean): Promise<boolean> {
    const body = this.#bodies.get(bodyId) ?? this.#open(bodyId)
    return this.#inTurn(body, async () => {
      const { head, end } = await this.#source.head(bodyId)
      // A position from beyond the end is of another database: one restored from a backup.
      const known = resumes && reader.at.xid < end
      if (!known) reader.at = head
      if (body.readers.size === 0) body.head = reader.at
      else if (known) await this.#replay(bodyId, reader, body.head)
      else reader.at = body.head
      body.readers.add(reader)
      this.wake(bodyId)
      return known
    })
  }

  leave(bodyId: number, reader: Reader): void {
    const body = this.#bodies.get(bodyId)
    body?.readers.delete(reader)
    if (body?.readers.size === 0 && !body.woken) this.#bodies.delete(bodyId)
  }

  /** Something was published in the body (or may have been, anywhere). */
  wake(bodyId?: number): void {
    if (bodyId === undefined) {
      for (const id of this.#bodies.keys()) this.wake(id)
      return
    }
    const body = this.#bodies.get(bodyId)
    if (!body || body.woken || this.#stopped) return
    body.woken = true
    void this.#inTurn(body, async () => {
      body.woken = false
      if (body.readers.size > 0) await this.#flush(bodyId, body)
    }).catch((error) => log.warn({ err: error }, 'live events could not be read; asked again by the clock'))
  }

  stop(): void {
    this.#stopped = true
    this.#bodies.clear()
  }

  #open(bodyId: number) {
    const body = { head: { xid: 0, seq: 0 }, readers: new Set<Reader>(), turn: Promise.resolve(), woken: false }
    this.#bodies.set(bodyId, body)
    return body
  }

  #inTurn<T>(body: { turn: Promise<void> }, work: () => Promise<T>): Promise<T> {
    const done = body.turn.then(work)
    body.turn = done.then(
      () => {},
      () => {},
    )
    return done
  }

  async #flush(bodyId: number, body: { head: Position; readers: Set<Reader> }): Promise<void> {
    for (;;) {
      const { events, unsettled } = await this.#source.read(bodyId, body.head, pageSize)
      const last = events.at(-1)
      if (last) body.head = { xid: last.xid, seq: last.seq }
      for (const reader of body.readers) await this.#give(reader, events)
      if (events.length === pageSize) continue
      if (unsettled) setTimeout(() => this.wake(bodyId), unsettledEvery).unref()
      return
    }
  }

  async #replay(bodyId: number, reader: Reader, upTo: Position): Promise<void> {
    while (compare(reader.at, upTo) < 0) {
      const { events } = await this.#source.read(bodyId, reader.at, pageSize)
      await this.#give(
        reader,
        events.filter((event) => compare(event, upTo) <= 0),
      )
      if (events.length < pageSize) return
    }
  }

  async #give(reader: Reader, events: readonly LiveEvent[]): Promise<void> {
    const fresh = events.filter((event) => compare(event, reader.at) > 0)
    const last = fresh.at(-1)
    if (!last) return
    try {
      await reader.take(fresh)
    } catch (error) {
      log.warn({ err: error }, 'a reader of live events is dropped')
      return reader.drop()
    }
    reader.at = { xid: last.xid, seq: last.seq }
  }
}
