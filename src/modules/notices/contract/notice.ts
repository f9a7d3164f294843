import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { mutableKinds } from './kinds.ts'

export const Notice = z.object({
  id: Id,
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: Id,
  /** The topic it leads to; null when it leads to none. */
  topicId: Id.nullable(),
  title: z.string(),
  /** Empty: the system, or a colleague who keeps their name back. */
  actorName: z.string(),
  at: z.date(),
  read: z.boolean(),
})

export const noticeContract = {
  list: operation({
    method: 'GET',
    path: '/notices',
    label: '自分へのお知らせを見る',
    permission: 'signed-in',
    effect: 'read',
  })
    .input(
      z.object({
        unread: z.stringbool().or(z.boolean()).default(false),
        kind: z.string().max(40).optional(),
        /** Id of the last notice of the page before. */
        cursor: Id.optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
    )
    .output(z.object({ notices: z.array(Notice), next: Id.optional() })),
  count: operation({
    method: 'GET',
    path: '/notices/unread',
    label: '未読のお知らせの数を見る',
    permission: 'signed-in',
    effect: 'read',
  })
    .input(z.object({}))
    .output(z.object({ unread: z.number().int() })),
  read: operation({
    method: 'POST',
    path: '/notices/read',
    label: 'お知らせを既読にする',
    permission: 'signed-in',
    effect: 'change',
  })
    .input(
      z.object({
        id: Id.optional().describe('省略すると、すべてを既読にします。'),
        /** With no id: only those up to this one, so that what came in the meantime stays unread. */
        upTo: Id.optional(),
      }),
    )
    .output(z.object({ unread: z.number().int() })),
}

const Preference = z.object({
  mail: z.enum(['none', 'daily', 'weekly']),
  mutedKinds: z.array(z.enum(mutableKinds)),
})

export const preferenceContract = {
  get: operation({
    method: 'GET',
    path: '/notices/preference',
    label: 'お知らせの受け取り方を見る',
    permission: 'signed-in',
    effect: 'read',
  })
    .input(z.object({}))
    .output(
      Preference.extend({
        /** Where mail goes; null when the person has no address, then none is sent. */
        address: z.string().nullable(),
        /** Whether this deployment sends mail at all. */
        mailServer: z.boolean(),
      }),
    ),
  set: operation({
    method: 'PUT',
    path: '/notices/preference',
    label: 'お知らせの受け取り方を変える',
    permission: 'signed-in',
    effect: 'change',
  })
    .input(Preference)
    .output(Preference),
}
