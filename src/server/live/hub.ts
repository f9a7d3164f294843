import { log } from '#server/log'
import { hasReached, midway, type Position } from './position.ts'

export interface LiveEvent {
  /** The transaction that published it. */
  xid: string
  /** Its number among all events. */
  seq: number
  channel: string
  kind: string
  payload: unknown
}

export interface Source {
  /** The position of all that is committed now. */
  now(): Promise<Position>
  /**
   * The first events, by transaction, that came between two positions. A transaction's are never parted: there may be
   * more than `limit`, and fewer mean that there are no others.
   */
  read(bodyId: number, after: Position, upTo: Position, limit: number): Promise<LiveEvent[]>
}

/** A reader of one body's events: given in turn, none twice, with the position reached when it has taken them. */
export interface Reader {
  take(events: readonly LiveEvent[], at: Position): Promise<void> | void
  /** Called when taking failed: the reader must go and come back, to resume from what it had. */
  drop(): void
}

interface Body {
  /** Where all its readers stand. */
  at: Position
  readers: Set<Reader>
  turn: Promise<void>
  woken: boolean
}

/** Reads each body's events once for all its readers on this node, in turn, so that nothing is lost or doubled. */
export class Hub {
  readonly #source: Source
  readonly #pageSize: number
  readonly #bodies = new Map<number, Body>()
  #stopped = false

  constructor(source: Source, pageSize = 500) {
    this.#source = source
    this.#pageSize = pageSize
  }

  /** Joins a reader: first what it missed since `after`, then what comes. Resolves false when `after` is not known here. */
  async join(bodyId: number, reader: Reader, after?: Position): Promise<boolean> {
    const body = this.#bodies.get(bodyId) ?? this.#open(bodyId)
    return this.#inTurn(body, async () => {
      const now = await this.#source.now()
      if (body.readers.size > 0) await this.#advance(bodyId, body, now)
      body.at = now
      const known = after !== undefined && hasReached(now, after)
      if (known) for await (const { events, at } of this.#pages(bodyId, after, now)) await reader.take(events, at)
      await reader.take([], now)
      body.readers.add(reader)
      return known
    })
  }

  leave(bodyId: number, reader: Reader): void {
    this.#bodies.get(bodyId)?.readers.delete(reader)
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
      if (body.readers.size > 0) await this.#advance(bodyId, body, await this.#source.now())
    }).catch((error) => log.warn({ err: error }, 'live events could not be read; asked again by the clock'))
  }

  stop(): void {
    this.#stopped = true
    this.#bodies.clear()
  }

  #open(bodyId: number): Body {
    const body = { at: '', readers: new Set<Reader>(), turn: Promise.resolve(), woken: false }
    this.#bodies.set(bodyId, body)
    return body
  }

  #inTurn<T>(body: Body, work: () => Promise<T>): Promise<T> {
    const done = body.turn.then(work)
    body.turn = done.then(
      () => {},
      () => {},
    )
    return done
  }

  async #advance(bodyId: number, body: Body, now: Position): Promise<void> {
    for await (const { events, at } of this.#pages(bodyId, body.at, now)) {
      body.at = at
      for (const reader of body.readers) {
        try {
          await reader.take(events, at)
        } catch (error) {
          log.warn({ err: error }, 'a reader of live events is dropped')
          body.readers.delete(reader)
          reader.drop()
        }
      }
    }
  }

  async *#pages(bodyId: number, after: Position, upTo: Position) {
    for (let at = after; at !== upTo; ) {
      const events = await this.#source.read(bodyId, at, upTo, this.#pageSize)
      at = events.length < this.#pageSize ? upTo : midway(at, upTo, events.at(-1)!.xid)
      yield { events, at }
    }
  }
}
