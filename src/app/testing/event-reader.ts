export interface ReadEvent {
  id: string
  kind: string
  /** Of a message of kind `live`: the events that came together. */
  data: { seq: number; channel: string; kind: string; payload: Record<string, unknown> }[]
}

/** Reads `GET /events` as a browser does, and remembers where it stopped. */
export class EventReader {
  readonly events: ReadEvent[] = []
  lastId = ''
  ended: Promise<void> = Promise.resolve()
  #abort = new AbortController()
  #changed = () => {}

  /** Connects (again) after the last event it had; resolves with the answer's status. */
  async connect(url: string, cookie: string, query = ''): Promise<number> {
    this.#abort = new AbortController()
    const headers = { cookie, ...(this.lastId ? { 'last-event-id': this.lastId } : {}) }
    const response = await fetch(`${url}/events${query}`, { headers, signal: this.#abort.signal })
    if (response.ok) this.ended = this.#read(response).catch(() => {})
    else await response.body?.cancel()
    return response.status
  }

  async #read(response: Response): Promise<void> {
    let rest = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop()!
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
        const id = field('id')
        if (id) this.lastId = id
        this.events.push({ id, kind: field('event'), data: JSON.parse(field('data')) })
        this.#changed()
      }
    }
  }

  /** Events of the application itself, without signs of life. */
  get live() {
    return this.events.filter(({ kind }) => kind === 'live').flatMap(({ data }) => data)
  }

  /** Waits until what was read satisfies a condition; the test's own limit ends a wait in vain. */
  async until(satisfied: (reader: this) => boolean): Promise<void> {
    while (!satisfied(this)) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve
      })
    }
  }

  close(): void {
    this.#abort.abort()
  }
}
