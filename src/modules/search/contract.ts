import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Flag } from '#kernel/flag'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'

/** A stretch of text, part of it marked because it matches. */
const Marked = z.array(z.object({ text: z.string(), match: z.boolean() }))

export const Hit = z.object({
  id: Id,
  kind: z.string(),
  title: Marked,
  snippet: Marked,
  solved: z.boolean(),
  activeAt: z.date(),
  score: z.number(),
  /** Why it stands where it does: the words that weighed most, strongest first. */
  reasons: z.array(z.object({ word: z.string(), share: z.number() })),
})

const Query = z
  .string()
  .max(500, '検索の言葉は500文字までです。')
  .refine((text) => text.isWellFormed(), '読み取れない文字が含まれています。打ち直してください。')

const Filters = {
  kind: z.string().max(20).optional(),
  axis: z.string().max(20).optional(),
  section: Id.optional(),
  tag: Id.optional(),
  solved: Flag.optional(),
  since: z.coerce.date().optional(),
}

export const searchContract = {
  search: {
    run: operation({ method: 'GET', path: '/search', label: '検索する', permission: ownStaff, effect: 'read' })
      .input(
        z.object({
          query: Query,
          ...Filters,
          page: z.coerce.number().int().min(1).max(50).default(1),
          limit: z.coerce.number().int().min(1).max(50).default(20),
        }),
      )
      .output(
        z.object({
          hits: z.array(Hit),
          /** How many documents contain every word; `more` when only the first thousand were counted. */
          total: z.number().int(),
          more: z.boolean(),
          /** When few or none contain every word: those that come nearest. */
          related: z.array(Hit),
        }),
      ),
    suggest: operation({
      method: 'GET',
      path: '/search/suggestions',
      label: '入力中に答えを探す',
      permission: ownStaff,
      effect: 'read',
    })
      .input(z.object({ text: Query, limit: z.coerce.number().int().min(1).max(10).default(5) }))
      .output(
        z.object({
          hits: z.array(Hit),
          /** False when nothing found is likely to answer: the screen then says so instead of guessing. */
          confident: z.boolean(),
        }),
      ),
  },
  synonym: {
    list: operation({
      method: 'GET',
      path: '/synonyms',
      label: '同義語を一覧する',
      permission: ownStaff,
      effect: 'read',
    }).output(z.object({ synonyms: z.array(z.object({ id: Id, words: z.array(z.string()) })) })),
    save: operation({
      method: 'PUT',
      path: '/synonyms/{id}',
      label: '同義語を登録する',
      permission: ['dx-office', 'administrator'],
      effect: 'change',
    })
      .input(
        z.object({
          id: Id,
          words: z.array(z.string().trim().min(1).max(50)).min(2, '2つ以上の言葉を入力してください。').max(20),
        }),
      )
      .output(z.object({})),
    remove: operation({
      method: 'DELETE',
      path: '/synonyms/{id}',
      label: '同義語を削除する',
      permission: ['dx-office', 'administrator'],
      effect: 'change',
    })
      .input(z.object({ id: Id }))
      .output(z.object({})),
  },
}
