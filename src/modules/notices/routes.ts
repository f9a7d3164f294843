import { Id } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { transaction } from '#server/db/transaction'
import type { Route, RouteCall } from '#server/http/route'
import { openEventStream } from '#server/live/event-stream'
import { positionOf } from '#server/live/position'
import { scopeOf } from '#server/session'
import { LiveReader, type SeenTopics } from './handlers/live-reader.ts'

/** Signs of life, and how often one of them also asks whether the reader may still read. */
const usualTiming = { beatEvery: 15_000, beatsPerCheck: 4 }
/** Streams of one person on one node: one a browser is usual. */
const perPerson = 8
const wantedTopics = 50

const open = new Map<string, number>()

/** `GET /events`: the live events a signed-in person may see, resumed after `Last-Event-ID` (or `after`). */
export const noticeRoutes = (seenTopics: SeenTopics, timing = usualTiming): Route[] => [
  { method: 'GET', path: '/events', handle: (call) => streamEvents(call, seenTopics, timing) },
]

async function streamEvents(
  { request, response, url, context }: RouteCall,
  seenTopics: SeenTopics,
  { beatEvery, beatsPerCheck }: typeof usualTiming,
): Promise<void> {
  const { pool, config, token, bearer, live } = context
  const who = () => (token ? scopeOf(pool, config, token, bearer, false) : undefined)
  const scope = await who()
  if (!token || !scope) throw new Refusal('unauthenticated', 'signed-out')
  if (scope.mustChangePassword) throw new Refusal('forbidden', 'own-password-first')
  if (live.stopping()) throw new Refusal('unavailable', 'busy')
  const person = `${scope.bodyId} ${scope.personId}`
  if ((open.get(person) ?? 0) >= perPerson) throw new Refusal('unavailable', 'too-many', { seconds: 60 })
  const topics = (url.searchParams.get('topics') ?? '').split(',').filter((id) => Id.safeParse(id).success)

  open.set(person, (open.get(person) ?? 0) + 1)
  let beats: NodeJS.Timeout | undefined
  const stream = openEventStream(response, () => {
    clearInterval(beats)
    live.hub.leave(scope.bodyId, reader)
    live.streams.delete(stream)
    const left = (open.get(person) ?? 1) - 1
    if (left > 0) open.set(person, left)
    else open.delete(person)
  })
  live.streams.add(stream)
  const after = request.headers['last-event-id'] ?? url.searchParams.get('after') ?? ''
  const resumed = positionOf(String(after))
  const reader = new LiveReader({
    scope,
    stream,
    topics: new Set(topics.slice(0, wantedTopics)),
    seenAmong: (reading, ids) =>
      transaction(pool, { bodyId: reading.bodyId, readOnly: true }, (db) => seenTopics(db, reading, ids)),
  })
  try {
    const known = await live.hub.join(scope.bodyId, reader, resumed)
    if (response.destroyed) return live.hub.leave(scope.bodyId, reader)
    // What happened meanwhile is not known any more: the screens ask anew.
    if (after && !known) stream.send({ kind: 'reset', data: {} })
  } catch {
    return stream.end('moved')
  }
  reader.beat()

  let count = 0
  beats = setInterval(async () => {
    count += 1
    if (count % beatsPerCheck === 0) {
      // Being told of things is no activity: the session ends, and roles change, under an open stream too.
      const now = await Promise.resolve(who()).catch(() => reader.scope)
      if (!now) return stream.end('signed-out')
      reader.scope = now
    }
    reader.beat()
  }, beatEvery)
}
