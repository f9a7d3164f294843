import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Flag } from '#kernel/flag'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { AttachmentIds, EditedAttachments } from './attachment.ts'
import {
  Answer,
  Axis,
  Body,
  Comment,
  Kind,
  Post,
  postRefusals,
  Status,
  SubmitKey,
  TagName,
  Title,
  TopicLine,
} from './shapes.ts'

const Editable = {
  title: Title,
  body: Body,
  axis: Axis.nullable().default(null),
  tags: z.array(TagName).max(5, 'タグは5つまでです。').default([]),
}

export const topicContract = {
  list: operation({
    method: 'GET',
    path: '/topics',
    label: '話題を一覧する',
    permission: ownStaff,
    effect: 'read',
  })
    .input(
      z.object({
        kind: Kind.optional(),
        status: Status.optional(),
        axis: Axis.optional(),
        tag: Id.optional(),
        section: Id.optional(),
        author: Id.optional(),
        following: Flag.optional(),
        unanswered: Flag.optional(),
        order: z.enum(['active', 'new', 'solved']).default('active'),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
    )
    .output(z.object({ topics: z.array(TopicLine), next: z.string().optional() })),

  get: operation({
    method: 'GET',
    path: '/topics/{id}',
    label: '話題を読む',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ id: Id }))
    .output(
      TopicLine.omit({ author: true }).extend({
        ...Post.shape,
        body: z.string(),
        audience: z.object({ id: Id, name: z.string() }).nullable(),
        following: z.boolean(),
        followerCount: z.number().int(),
        answers: z.array(Answer),
        comments: z.array(Comment),
        practice: z
          .object({
            problem: z.string(),
            steps: z.array(z.string()),
            effect: z.string(),
            hoursSaved: z.number().nullable(),
            measured: z.string(),
            cautions: z.string(),
            originId: Id.nullable(),
          })
          .nullable(),
        may: z.object({ edit: z.boolean(), accept: z.boolean(), answer: z.boolean(), moderate: z.boolean() }),
      }),
    ),

  create: operation({
    method: 'POST',
    path: '/topics',
    label: '話題を投稿する',
    permission: ownStaff,
    effect: 'change',
    refusals: postRefusals,
    limit: { count: 20, seconds: 600 },
  })
    .input(
      z.object({
        ...Editable,
        id: SubmitKey,
        kind: Kind.exclude(['practice']),
        anonymous: z.boolean().default(false),
        audience: Id.nullable().default(null),
        attachments: AttachmentIds.default([]),
      }),
    )
    .output(z.object({ id: Id })),

  edit: operation({
    method: 'PATCH',
    path: '/topics/{id}',
    label: '話題を書き直す',
    permission: ownStaff,
    effect: 'change',
    refusals: { ...postRefusals, practice: '事例は、事例カードの画面で書き直してください。' },
    limit: { count: 60, seconds: 600 },
  })
    .input(
      z.object({
        ...Editable,
        id: Id,
        revision: z.number().int().describe('書き直す前に見ていた版'),
        attachments: EditedAttachments,
      }),
    )
    .output(z.object({ revision: z.number().int() })),

  close: operation({
    method: 'POST',
    path: '/topics/{id}/close',
    label: '話題を終える・開き直す',
    permission: ownStaff,
    effect: 'change',
  })
    .input(z.object({ id: Id, closed: z.boolean() }))
    .output(z.object({ status: Status })),

  preview: operation({
    method: 'POST',
    path: '/topics/preview',
    label: '書いた内容を下見する',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ body: z.string().max(20_000) }))
    .output(z.object({ html: z.string() })),

  history: operation({
    method: 'GET',
    path: '/topics/{topicId}/history/{subjectKind}/{subjectId}',
    label: '書き直しの履歴を見る',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ topicId: Id, subjectKind: z.enum(['topic', 'answer', 'comment']), subjectId: Id }))
    .output(
      z.object({
        /** The wording that stands now, as it was written: to be rewritten, or compared. */
        current: z.object({ revision: z.number().int(), body: z.string() }),
        revisions: z.array(
          z.object({
            number: z.number().int(),
            title: z.string().nullable(),
            body: z.string(),
            at: z.date(),
          }),
        ),
      }),
    ),
}

export const followContract = {
  set: operation({
    method: 'PUT',
    path: '/follows/{subjectKind}/{subjectId}',
    label: 'フォローする・やめる',
    permission: ownStaff,
    effect: 'change',
  })
    .input(z.object({ subjectKind: z.enum(['topic', 'tag']), subjectId: Id, following: z.boolean() }))
    .output(z.object({ following: z.boolean() })),
}
