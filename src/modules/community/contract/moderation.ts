import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { reportReasons } from './moderation-names.ts'
import { Author, hasWords, ShortText, SubjectKind, SubmitKey } from './shapes.ts'

const moderators = ['dx-office', 'administrator'] as const
const Subject = { subjectKind: SubjectKind, subjectId: Id }
const Reason = z.enum(reportReasons)

/** Told to the author, or kept in the audit: it has to say something. */
const Why = ShortText.min(5, '理由を5文字以上で書いてください。').refine(hasWords, '理由を言葉で書いてください。')

export const reportContract = {
  create: operation({
    method: 'POST',
    path: '/reports',
    label: '投稿を通報する',
    permission: ownStaff,
    effect: 'change',
    refusals: {
      own: '自分の投稿は通報できません。書き直すか、見守り役（DX推進課）に相談してください。',
      already: 'この投稿は、すでに通報していただいています。見守り役が確かめるまでお待ちください。',
      'say-why': '「そのほか」を選んだときは、何が困るのかを書いてください。',
    },
    limit: { count: 20, seconds: 600 },
  })
    .input(z.object({ id: SubmitKey, ...Subject, reason: Reason, note: ShortText.default('') }))
    .output(z.object({ id: Id })),

  list: operation({
    method: 'GET',
    path: '/reports',
    label: '通報を一覧する',
    permission: moderators,
    effect: 'read',
  })
    .input(
      z.object({
        state: z.enum(['open', 'closed']).default('open'),
        page: z.coerce.number().int().min(1).max(1000).default(1),
      }),
    )
    .output(
      z.object({
        reports: z.array(
          z.object({
            id: Id,
            ...Subject,
            topicId: Id,
            title: z.string(),
            /** The beginning of what was reported. */
            excerpt: z.string(),
            author: Author,
            anonymous: z.boolean(),
            hidden: z.boolean(),
            reason: Reason,
            note: z.string(),
            reporter: z.string(),
            at: z.date(),
            state: z.enum(['open', 'upheld', 'dismissed']),
            answer: z.string(),
            handledAt: z.date().nullable(),
            /** How many open reports there are of the same post. */
            together: z.number().int(),
          }),
        ),
        total: z.number().int(),
        pageSize: z.number().int(),
      }),
    ),

  decide: operation({
    method: 'POST',
    path: '/reports/{id}/decision',
    label: '通報への対応を決める',
    permission: moderators,
    effect: 'change',
    refusals: { handled: 'この通報への対応は、ほかの見守り役がすでに決めています。画面を読み込み直してください。' },
  })
    .input(
      z.object({
        id: Id,
        /** Upheld hides the post; either way all open reports of the same post are answered. */
        outcome: z.enum(['upheld', 'dismissed']),
        answer: Why.describe('通報した人と、非表示にするときは投稿した人に伝えます'),
      }),
    )
    .output(z.object({ answered: z.number().int() })),
}

export const moderationContract = {
  hide: operation({
    method: 'POST',
    path: '/moderation/hidden',
    label: '投稿を非表示にする・表示に戻す',
    permission: moderators,
    effect: 'change',
  })
    .input(z.object({ ...Subject, hidden: z.boolean(), reason: Why }))
    .output(z.object({ hidden: z.boolean() })),

  unmask: operation({
    method: 'POST',
    path: '/moderation/unmasking',
    label: '匿名の投稿者を確かめる',
    permission: moderators,
    effect: 'view',
    refusals: { 'not-anonymous': '匿名の投稿ではありません。' },
    limit: { count: 20, seconds: 3600 },
  })
    .input(z.object({ ...Subject, reason: Why }))
    .output(z.object({ author: Author })),

  ofTopic: operation({
    method: 'GET',
    path: '/topics/{topicId}/moderation',
    label: '話題への見守り役の対応を見る',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ topicId: Id }))
    .output(
      z.object({
        /** Of one's own posts; moderators see those of all posts. */
        actions: z.array(
          z.object({
            id: Id,
            ...Subject,
            action: z.enum(['hide', 'restore', 'unmask']),
            reason: z.string(),
            at: z.date(),
          }),
        ),
      }),
    ),
}
