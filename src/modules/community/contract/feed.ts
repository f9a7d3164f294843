import { z } from 'zod'
import { operation } from '#kernel/contract'

/** A personal address at which a feed reader finds the newest topics its owner may see. */
export const feedContract = {
  get: operation({
    method: 'GET',
    path: '/feed',
    label: '自分の新着フィードの状態を見る',
    permission: 'signed-in',
    effect: 'read',
  })
    .input(z.object({}))
    .output(
      z.object({
        feed: z.object({ createdAt: z.date(), expiresAt: z.date(), lastUsedAt: z.date().nullable() }).nullable(),
      }),
    ),
  create: operation({
    method: 'POST',
    path: '/feed',
    label: '自分の新着フィードのURLを作る',
    permission: 'signed-in',
    effect: 'change',
  })
    .input(z.object({}))
    .output(
      z.object({
        url: z.string().describe('この応答でだけ表示します。前のURLは使えなくなります。'),
        calendarUrl: z.string().describe('同じ鍵で、自分の研修の日程（iCalendar）'),
      }),
    ),
  remove: operation({
    method: 'DELETE',
    path: '/feed',
    label: '自分の新着フィードのURLを止める',
    permission: 'signed-in',
    effect: 'change',
  })
    .input(z.object({}))
    .output(z.object({})),
}
