export interface LiveMessage {
  /** Its number among all events. */
  seq: number
  channel: string
  kind: string
  payload: Record<string, unknown>
}

export interface SourceCallbacks {
  /** What came together, with the position now reached. */
  onMessages(id: string, messages: readonly LiveMessage[]): void
  /** A sign of life, with the position now reached. */
  onBeat(id: string): void
  /** What happened meanwhile is not known any more: everything shown must be asked anew. */
  onReset(): void
  /** The first events of all will come from now on: what was asked before may have changed in between. */
  onJoined(): void
  onConnected(connected: boolean): void
}

/** Without a sign of life for so long the connection counts as lost, whatever the browser believes. */
const silentFor = 45_000

/** What a page shows may have been asked so long before its topic is listened to: a connection goes on from before that. */
const askedBefore = 5_000

/** One connection to `/events` that comes back by itself after its last position. */
export class LiveSource {
  /** Positions reached, the last of them and those of some seconds before it. */
  #reached: { id: string; at: number }[] = []
  readonly #callbacks: SourceCallbacks
  #source: EventSource | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #topics = ''
  #failures = 0
  #closed = true

  constructor(callbacks: SourceCallbacks) {
    this.#callbacks = callbacks
  }

  get last(): string {
    return this.#reached.at(-1)?.id ?? ''
  }

  set last(id: string) {
    this.#reached = id ? [{ id, at: Date.now() }] : []
  }

  #reach(id: string): void {
    const now = Date.now()
    this.#reached.push({ id, at: now })
    while (this.#reached.length > 1 && this.#reached[1]!.at <= now - askedBefore) this.#reached.shift()
  }

  /** Opens (or opens anew, for other topics). */
  open(topics: readonly string[]): void {
    const wanted = [...topics].sort().join(',')
    if (!this.#closed && wanted === this.#topics) return
    this.#topics = wanted
    this.#closed = false
    this.#connect()
  }

  close(): void {
    this.#closed = true
    this.#drop()
  }

  #drop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#silence)
    this.#source?.close()
    this.#source = undefined
  }

  #connect(): void {
    this.#drop()
    const after = this.#reached[0]?.id ?? ''
    let first = after === ''
    const source = new EventSource(`/events?${new URLSearchParams({ topics: this.#topics, after })}`)
    this.#source = source
    const alive = () => {
      clearTimeout(this.#silence)
      this.#silence = setTimeout(() => this.#again(false), silentFor)
    }
    const heard = (event: MessageEvent) => {
      if (event.lastEventId) this.#reach(event.lastEventId)
      this.#failures = 0
      this.#callbacks.onConnected(true)
      alive()
    }
    alive()
    source.addEventListener('beat', (event) => {
      heard(event)
      this.#callbacks.onBeat(this.last)
      if (first) this.#callbacks.onJoined()
      first = false
    })
    source.addEventListener('live', (event) => {
      heard(event)
      this.#callbacks.onMessages(this.last, JSON.parse(event.data))
    })
    source.addEventListener('reset', () => {
      this.last = ''
      first = false
      this.#callbacks.onReset()
    })
    source.addEventListener('moved', () => this.#again(true)) // the node is about to stop
    source.addEventListener('signed-out', () => {
      this.#callbacks.onReset() // the screens ask anew, and learn it
      this.#again(true)
    })
    source.onerror = () => this.#again(false)
  }

  /** The browser's own way back gives up after a refusal and knows no ever longer waits. */
  #again(expected: boolean): void {
    this.#drop()
    if (this.#closed) return
    this.#failures += 1
    if (!expected && this.#failures > 1) void this.#tellWhy()
    const wait = expected ? 300 : Math.min(30_000, 500 * 2 ** Math.min(this.#failures, 6))
    this.#timer = setTimeout(() => this.#connect(), wait * (0.5 + Math.random()))
  }

  /** A refusal (signed out, too many windows) is no lost connection; an EventSource cannot tell them apart. */
  async #tellWhy(): Promise<void> {
    const reached = await fetch('/healthz').then(
      ({ ok }) => ok,
      () => false,
    )
    if (this.#closed) return
    this.#callbacks.onConnected(reached)
    if (reached) this.#callbacks.onReset()
  }
}
