import { newId } from '../../kernel/id.ts'
import { Heard } from './heard.ts'
import { nextLease, readLease } from './lead.ts'
import { type LiveMessage, LiveSource } from './source.ts'

type Said =
  | { say: 'events'; id: string; messages: readonly LiveMessage[] }
  | { say: 'at'; id: string }
  | { say: 'reset' | 'joined' }
  | { say: 'connected'; connected: boolean }
  | { say: 'want'; tab: string; topics: string[] }
  | { say: 'who' }

const leaseKey = 'banso-live'
/** Hidden tabs are woken once a minute at least; one not heard of for longer is closed. */
const tabKeptFor = 150_000

/** All tabs of this browser share one connection, held by the tab that leads. */
export class LiveTabs {
  readonly #me = newId()
  readonly #listeners = new Set<(message: LiveMessage | 'reset' | 'joined') => void>()
  readonly #connectionListeners = new Set<(connected: boolean) => void>()
  readonly #wanted = new Map<string, number>()
  readonly #others = new Map<string, { topics: string[]; heard: number }>()
  readonly #channel = new BroadcastChannel(leaseKey)
  readonly #source: LiveSource
  readonly #heard = new Heard()
  #last = ''
  #leads = false
  #timer: ReturnType<typeof setInterval> | undefined
  #settle: ReturnType<typeof setTimeout> | undefined

  constructor() {
    this.#source = new LiveSource({
      onMessages: (id, messages) => this.#tell({ say: 'events', id, messages }),
      onBeat: (id) => this.#tell({ say: 'at', id }),
      onReset: () => this.#tell({ say: 'reset' }),
      onJoined: () => this.#tell({ say: 'joined' }),
      onConnected: (connected) => this.#tell({ say: 'connected', connected }),
    })
    this.#channel.onmessage = ({ data }) => this.#hear(data)
  }

  start(): void {
    if (this.#timer) return
    this.#say({ say: 'want', tab: this.#me, topics: [...this.#wanted.keys()] })
    this.#turn()
    this.#timer = setInterval(() => this.#turn(), 2000)
    addEventListener('pagehide', () => this.stop(), { once: true })
    addEventListener('pageshow', () => this.start(), { once: true })
  }

  /** Gives the lead away at once, so that another tab need not wait for the lease to run out. */
  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#source.close()
    if (this.#leads) localStorage.removeItem(leaseKey)
    this.#leads = false
  }

  onMessage(listener: (message: LiveMessage | 'reset' | 'joined') => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    this.#connectionListeners.add(listener)
    return () => this.#connectionListeners.delete(listener)
  }

  /** Asks for the events of one topic as long as it is on screen. */
  want(topic: string): () => void {
    this.#wanted.set(topic, (this.#wanted.get(topic) ?? 0) + 1)
    this.#changed()
    return () => {
      const left = (this.#wanted.get(topic) ?? 1) - 1
      if (left > 0) this.#wanted.set(topic, left)
      else this.#wanted.delete(topic)
      this.#changed()
    }
  }

  #changed(): void {
    clearTimeout(this.#settle)
    this.#settle = setTimeout(() => {
      this.#say({ say: 'want', tab: this.#me, topics: [...this.#wanted.keys()] })
      if (this.#leads) this.#connect()
    }, 200)
  }

  #turn(): void {
    const lease = nextLease(readLease(localStorage.getItem(leaseKey)), this.#me, Date.now())
    if (lease) localStorage.setItem(leaseKey, JSON.stringify(lease))
    const leads = lease !== null
    if (leads && !this.#leads) {
      this.#source.last = this.#last
      this.#say({ say: 'who' })
    }
    if (!leads && this.#leads) this.#source.close()
    this.#leads = leads
    if (leads) this.#connect()
  }

  #connect(): void {
    const now = Date.now()
    for (const [tab, { heard }] of this.#others) if (heard < now - tabKeptFor) this.#others.delete(tab)
    const topics = [...this.#wanted.keys(), ...[...this.#others.values()].flatMap((other) => other.topics)]
    this.#source.open([...new Set(topics)].slice(0, 50))
  }

  #tell(said: Said): void {
    this.#hear(said)
    this.#say(said)
  }

  #say(said: Said): void {
    this.#channel.postMessage(said)
  }

  #hear(said: Said): void {
    if (said.say === 'events') {
      this.#last = said.id
      for (const message of said.messages)
        if (this.#heard.isNew(message.seq)) for (const listener of this.#listeners) listener(message)
    } else if (said.say === 'at') {
      this.#last = said.id
    } else if (said.say === 'reset') {
      this.#last = ''
      this.#heard.forget()
      for (const listener of this.#listeners) listener('reset')
    } else if (said.say === 'joined') {
      for (const listener of this.#listeners) listener('joined')
    } else if (said.say === 'connected') {
      for (const listener of this.#connectionListeners) listener(said.connected)
    } else if (said.say === 'want') {
      this.#others.set(said.tab, { topics: said.topics, heard: Date.now() })
      if (this.#leads) this.#connect()
    } else this.#say({ say: 'want', tab: this.#me, topics: [...this.#wanted.keys()] })
  }
}
