import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Flag } from '#kernel/flag'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { Tag, TagName } from './shapes.ts'

const moderators = ['dx-office', 'administrator'] as const

export const tagContract = {
  list: operation({ method: 'GET', path: '/tags', label: 'タグを一覧する', permission: ownStaff, effect: 'read' })
    .input(
      z.object({
        starting: z.string().max(30).default(''),
        containing: z.string().max(30).default(''),
        following: Flag.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ tags: z.array(Tag.extend({ topicCount: z.number().int(), following: z.boolean() })) })),

  get: operation({ method: 'GET', path: '/tags/{id}', label: 'タグを見る', permission: ownStaff, effect: 'read' })
    .input(z.object({ id: Id }))
    .output(
      Tag.extend({
        topicCount: z.number().int(),
        followerCount: z.number().int(),
        following: z.boolean(),
        may: z.object({ manage: z.boolean() }),
      }),
    ),

  rename: operation({
    method: 'PATCH',
    path: '/tags/{id}',
    label: 'タグの名前を変える',
    permission: moderators,
    effect: 'change',
    refusals: { taken: '同じ名前のタグがすでにあります。1つにするときは「ほかのタグにまとめる」を使ってください。' },
  })
    .input(z.object({ id: Id, name: TagName }))
    .output(z.object({ name: z.string() })),

  merge: operation({
    method: 'POST',
    path: '/tags/{id}/merge',
    label: 'タグをほかのタグにまとめる',
    permission: moderators,
    effect: 'change',
    refusals: { same: 'まとめる先には、ほかのタグを選んでください。' },
  })
    .input(z.object({ id: Id, into: Id }))
    .output(z.object({ topics: z.number().int() })),
}
