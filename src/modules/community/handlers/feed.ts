import { signedIn } from '#server/operations'
import { newToken } from '#server/session'
import { communityContract } from '../contract.ts'
import { feedName } from '../messages/feed.ts'
import { feedTokenOf, removeFeedToken, replaceFeedToken } from '../store/feed.ts'

const feeds = signedIn(communityContract.feed)

export const feedHandlers = {
  get: feeds.get.handler(async ({ context: { db, scope } }) => {
    const row = await feedTokenOf(db, scope)
    return {
      feed: row ? { createdAt: row.created_at, expiresAt: row.expires_at, lastUsedAt: row.last_used_at } : null,
    }
  }),

  create: feeds.create.handler(async ({ context: { db, scope, origin } }) => {
    const { token, hash } = newToken(scope.bodyId)
    await replaceFeedToken(db, scope, hash, feedName)
    const query = new URLSearchParams({ token })
    return { url: `${origin}/feeds/topics.xml?${query}`, calendarUrl: `${origin}/feeds/training.ics?${query}` }
  }),

  remove: feeds.remove.handler(async ({ context: { db, scope } }) => {
    await removeFeedToken(db, scope)
    return {}
  }),
}
