import { createHash } from 'node:crypto'
import { Refusal } from '#kernel/refusal'
import { transaction } from '#server/db/transaction'
import type { Route } from '#server/http/route'
import { scopeOf } from '#server/session'
import { kinds } from '../contract/names.ts'
import { atomOf, feedTitle } from '../messages/feed.ts'
import { newestTopics } from '../store/feed.ts'
import { tagKey } from '../store/tag.ts'

/** `GET /feeds/topics.xml?token=…`: the newest topics the token's owner may see, by `kind` and `tag` (a name). */
export const feedRoute: Route = {
  method: 'GET',
  path: '/feeds/topics.xml',
  async handle({ request, response, url, context }) {
    const { pool, config, origin } = context
    const { kind, tag, token = '' } = Object.fromEntries(url.searchParams)
    const scope = await scopeOf(pool, config, token, 'feed')
    if (!scope) throw new Refusal('unauthenticated', 'signed-out')
    if (scope.mustChangePassword) throw new Refusal('forbidden', 'own-password-first')
    if (kind !== undefined && !kinds.some((one) => one === kind)) throw new Refusal('invalid', 'input')
    const filter = { kind, tag: tag === undefined ? undefined : tagKey(tag), limit: 50 }
    const entries = await transaction(pool, { bodyId: scope.bodyId, readOnly: true }, (db) =>
      newestTopics(db, scope, filter),
    )
    const newest = Math.max(0, ...entries.map((entry) => entry.updated_at.getTime()))
    // The address of the feed itself without its secret: feeds are passed on.
    const self = `${origin}/feeds/topics.xml`
    const text = atomOf({ origin, self, title: feedTitle, updated: new Date(newest), entries })
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 24)}"`
    response.setHeader('etag', etag)
    response.setHeader('cache-control', 'private, no-cache')
    response.setHeader('referrer-policy', 'no-referrer')
    if (request.headers['if-none-match'] === etag) {
      response.statusCode = 304
      response.end()
      return
    }
    response.setHeader('content-type', 'application/atom+xml; charset=utf-8')
    response.end(text)
  },
}
