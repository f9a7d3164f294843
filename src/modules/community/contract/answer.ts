import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { AttachmentIds, EditedAttachments } from './attachment.ts'
import { Body, postRefusals, ShortText, SubmitKey } from './shapes.ts'

const Posted = z.object({ id: Id })

export const answerContract = {
  create: operation({
    method: 'POST',
    path: '/topics/{topicId}/answers',
    label: '回答する',
    permission: ownStaff,
    effect: 'change',
    refusals: postRefusals,
    limit: { count: 60, seconds: 600 },
  })
    .input(
      z.object({
        topicId: Id,
        id: SubmitKey,
        body: Body,
        anonymous: z.boolean().default(false),
        attachments: AttachmentIds.default([]),
      }),
    )
    .output(Posted),

  edit: operation({
    method: 'PATCH',
    path: '/answers/{id}',
    label: '回答を書き直す',
    permission: ownStaff,
    effect: 'change',
    refusals: postRefusals,
  })
    .input(z.object({ id: Id, body: Body, revision: z.number().int(), attachments: EditedAttachments }))
    .output(z.object({ revision: z.number().int() })),

  accept: operation({
    method: 'PUT',
    path: '/answers/{id}/accepted',
    label: '回答を採用する・取り消す',
    permission: ownStaff,
    effect: 'change',
    refusals: { 'not-asker': '採用を決められるのは、質問した人と見守り役（DX推進課）だけです。' },
  })
    .input(z.object({ id: Id, accepted: z.boolean() }))
    .output(z.object({ accepted: z.boolean() })),

  verify: operation({
    method: 'POST',
    path: '/answers/{id}/verification',
    label: '回答が今も正しいことを確かめる',
    permission: ownStaff,
    effect: 'change',
    refusals: {
      'not-owner': '確かめられるのは、回答した人、その所属の人、確認を頼まれた人、見守り役（DX推進課）です。',
    },
  })
    .input(z.object({ id: Id }))
    .output(z.object({ verifyBy: z.string() })),
}

export const commentContract = {
  create: operation({
    method: 'POST',
    path: '/topics/{topicId}/comments',
    label: 'コメントする',
    permission: ownStaff,
    effect: 'change',
    refusals: postRefusals,
    limit: { count: 60, seconds: 600 },
  })
    .input(
      z.object({
        topicId: Id,
        answerId: Id.nullable().default(null),
        id: SubmitKey,
        body: Body.max(2000, 'コメントは2,000文字までです。長くなるときは回答として投稿してください。'),
        anonymous: z.boolean().default(false),
        attachments: AttachmentIds.default([]),
      }),
    )
    .output(Posted),

  edit: operation({
    method: 'PATCH',
    path: '/comments/{id}',
    label: 'コメントを書き直す',
    permission: ownStaff,
    effect: 'change',
    refusals: postRefusals,
  })
    .input(z.object({ id: Id, body: Body.max(2000), revision: z.number().int(), attachments: EditedAttachments }))
    .output(z.object({ revision: z.number().int() })),
}

export const resolutionContract = {
  create: operation({
    method: 'POST',
    path: '/resolutions',
    label: 'これで解決したと伝える',
    permission: ownStaff,
    effect: 'change',
  })
    .input(
      z.object({
        topicId: Id,
        answerId: Id.nullable().default(null),
        query: ShortText.max(500).default(''),
        place: z.enum(['suggest', 'search', 'topic']),
      }),
    )
    .output(z.object({ solvedCount: z.number().int() })),
}
