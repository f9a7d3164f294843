import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveSource } from './source.ts'

/** The browser's end of a stream, to be spoken through. */
class Opened extends EventTarget {
  static all: Opened[] = []
  readonly after: string | null
  constructor(url: string) {
    super()
    this.after = new URL(url, 'http://city.example').searchParams.get('after')
    Opened.all.push(this)
  }
  close(): void {}
  say(kind: string, lastEventId: string, data: unknown = []): void {
    this.dispatchEvent(Object.assign(new Event(kind), { lastEventId, data: JSON.stringify(data) }))
  }
}

let told: string[]
let source: LiveSource
const opened = () => Opened.all.at(-1)!

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Opened)
  Opened.all = []
  told = []
  source = new LiveSource({
    onMessages: (id) => told.push(`events ${id}`),
    onBeat: (id) => told.push(`at ${id}`),
    onReset: () => told.push('reset'),
    onJoined: () => told.push('joined'),
    onConnected: () => {},
  })
})
afterEach(() => {
  source.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a first connection says when it begins to hear; one that goes on from a position does not', () => {
  source.open([])
  expect(opened().after).toBe('')
  opened().say('beat', 'p1')
  opened().say('beat', 'p2')
  expect(told).toEqual(['at p1', 'joined', 'at p2'])
  source.open(['topic'])
  opened().say('beat', 'p3')
  expect(told.slice(3)).toEqual(['at p3'])
})

test('what is wanted anew is heard from some seconds before, when the page may have asked for it', () => {
  source.open([])
  opened().say('beat', 'p1')
  vi.advanceTimersByTime(8_000)
  opened().say('beat', 'p2')
  opened().say('live', 'p3')
  source.open(['topic'])
  expect(opened().after).toBe('p1')
  vi.advanceTimersByTime(6_000)
  opened().say('beat', 'p4')
  source.open(['other'])
  expect(opened().after).toBe('p3')
  expect(source.last).toBe('p4')
})

test('after a reset the next connection begins anew, and the reset is all that is told', () => {
  source.last = 'old'
  source.open([])
  expect(opened().after).toBe('old')
  opened().say('reset', '')
  opened().say('beat', 'p1')
  expect(told).toEqual(['reset', 'at p1'])
  source.last = ''
  source.open(['topic'])
  expect(opened().after).toBe('')
})
