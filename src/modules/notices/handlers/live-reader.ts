import type { Db } from '#server/db/transaction'
import type { EventStream } from '#server/live/event-stream'
import type { LiveEvent, Reader } from '#server/live/hub'
import { idOf, type Position } from '#server/live/position'
import type { Scope } from '#server/session'

/** Of these topics, those the reader may see: the community's to say, given at composition. */
export type SeenTopics = (db: Db, scope: Scope, topicIds: readonly string[]) => Promise<readonly string[]>

export interface ReaderOptions {
  scope: Scope
  stream: EventStream
  /** Topics open on the reader's screens: only their events are wanted. */
  topics: ReadonlySet<string>
  seenAmong(scope: Scope, topicIds: readonly string[]): Promise<readonly string[]>
}

/** Passes on the events that are for one person: their own, their body's and sections', and of topics they may see. */
export class LiveReader implements Reader {
  scope: Scope
  readonly #options: ReaderOptions
  #at: Position | undefined

  constructor(options: ReaderOptions) {
    this.#options = options
    this.scope = options.scope
  }

  /** What is theirs of a batch goes as one message: a browser has all of it or, cut off, none. */
  async take(events: readonly LiveEvent[], at: Position): Promise<void> {
    const { stream, topics } = this.#options
    const asked = new Set(events.map(topicOf).filter((id) => id !== undefined && topics.has(id)) as string[])
    const seen = new Set(asked.size ? await this.#options.seenAmong(this.scope, [...asked]) : [])
    const theirs = events.filter((event) => {
      const topic = topicOf(event)
      return topic === undefined ? this.#isFor(event.channel) : seen.has(topic)
    })
    const data = theirs.map(({ seq, channel, kind, payload }) => ({ seq, channel, kind, payload }))
    if (data.length > 0) stream.send({ id: idOf(at), kind: 'live', data })
    this.#at = at
  }

  drop(): void {
    this.#options.stream.end('moved')
  }

  /** A sign of life that also keeps the browser's position from growing old. */
  beat(): boolean {
    return this.#options.stream.send({ id: this.#at && idOf(this.#at), kind: 'beat', data: {} })
  }

  #isFor(channel: string): boolean {
    if (channel === 'body' || channel === `person:${this.scope.personId}`) return true
    return channel.startsWith('section:') && this.scope.reachIds.includes(channel.slice('section:'.length))
  }
}

const topicOf = ({ channel }: LiveEvent) => (channel.startsWith('topic:') ? channel.slice('topic:'.length) : undefined)
