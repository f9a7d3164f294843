import { z } from 'zod'
import { operation } from '#kernel/contract'
import { ItemDocument } from './item-document.ts'
import { itemKinds, itemStates } from './names.ts'

/** Who writes items sees their keys; nobody else does. */
export const itemWriters = ['dx-office'] as const

const Code = z.string().trim().min(1).max(80)
const Revision = z.number().int().min(1)
const whose = { code: Code, revision: Revision.describe('見ていた版番号（ほかの人の更新を上書きしないため）') }
const Words = z.string().trim().max(400, '400文字までで書いてください。')

const Parameters = z.object({
  a: z.number(),
  b: z.array(z.number()),
  c: z.number().nullable(),
  calibrated: z.boolean(),
})

const stale = { stale: 'ほかの人が先にこの問題を更新しました。最新の内容を確かめてから、やり直してください。' }

export const itemContract = {
  list: operation({
    method: 'GET',
    path: '/items',
    label: '診断の問題を一覧する',
    permission: itemWriters,
    effect: 'read',
  })
    .input(
      z.object({
        skill: z.string().max(60).optional(),
        state: z.enum(itemStates).optional(),
        kind: z.enum(itemKinds).optional(),
        page: z.coerce.number().int().min(1).max(200).default(1),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        pageSize: z.number().int(),
        skills: z.array(
          z.object({ code: z.string(), name: z.string(), inUse: z.number().int(), waiting: z.number().int() }),
        ),
        items: z.array(
          z.object({
            code: z.string(),
            skillName: z.string(),
            level: z.number().int(),
            kind: z.enum(itemKinds),
            state: z.enum(itemStates),
            stem: z.string(),
            answers: z.number().int(),
            right: z.number().nullable(),
            calibrated: z.boolean(),
          }),
        ),
      }),
    ),

  get: operation({
    method: 'GET',
    path: '/items/one',
    label: '診断の問題を正解とともに見る',
    permission: itemWriters,
    effect: 'read',
  })
    .input(z.object({ code: Code, version: z.coerce.number().int().min(1).optional() }))
    .output(
      z.object({
        code: z.string(),
        version: z.number().int(),
        revision: z.number().int(),
        skill: z.string(),
        skillName: z.string(),
        state: z.enum(itemStates),
        shipped: z.boolean(),
        reason: z.string(),
        document: ItemDocument,
        parameters: Parameters,
        /** Written by the reader: somebody else has to look it over. */
        own: z.boolean(),
        answered: z.boolean(),
        reviews: z.array(
          z.object({
            version: z.number().int(),
            by: z.string(),
            outcome: z.enum(['approved', 'returned']),
            words: z.string(),
            at: z.date(),
          }),
        ),
        statistics: z.object({
          answers: z.number().int(),
          right: z.number().nullable(),
          unknown: z.number().nullable(),
          seconds: z.number().nullable(),
          chosen: z.array(z.object({ key: z.string(), times: z.number().int() })),
        }),
      }),
    ),

  create: operation({
    method: 'POST',
    path: '/items',
    label: '診断の問題をつくる',
    permission: itemWriters,
    effect: 'change',
    refusals: { 'no-skill': 'そのスキルは今の枠組みにありません。画面を読み込み直して選んでください。' },
  })
    .input(z.object({ skill: z.string().min(1, 'スキルを選んでください。').max(60), document: ItemDocument }))
    .output(z.object({ code: z.string() })),

  save: operation({
    method: 'PUT',
    path: '/items/one',
    label: '診断の問題を書き直す',
    permission: itemWriters,
    effect: 'change',
    refusals: stale,
  })
    .input(z.object({ ...whose, document: ItemDocument }))
    .output(z.object({ version: z.number().int() })),

  submit: operation({
    method: 'POST',
    path: '/items/submit',
    label: '診断の問題の確認を頼む',
    permission: itemWriters,
    effect: 'change',
    refusals: { ...stale, 'not-a-draft': '下書きの問題だけ、確認を頼めます。' },
  })
    .input(z.object(whose))
    .output(z.object({})),

  review: operation({
    method: 'POST',
    path: '/items/review',
    label: '診断の問題を確認する',
    permission: itemWriters,
    effect: 'change',
    refusals: {
      ...stale,
      'not-waiting': 'この問題は、確認待ちではありません。',
      'own-work': '自分で書いた問題は、ほかの人に確認してもらってください。',
      'say-why': '差し戻すときは、直すところを書いてください。',
    },
  })
    .input(
      z.object({
        ...whose,
        outcome: z.enum(['trial', 'active', 'returned']).describe('試し出題にする、すぐ出題する、差し戻す'),
        words: Words.default(''),
      }),
    )
    .output(z.object({})),

  place: operation({
    method: 'POST',
    path: '/items/place',
    label: '診断の問題の出題を変える',
    permission: itemWriters,
    effect: 'change',
    refusals: {
      ...stale,
      'say-why': '取りやめる理由を書いてください。',
      'not-reviewed': 'まだ確認が済んでいません。確認を頼んでから出題してください。',
    },
  })
    .input(z.object({ ...whose, state: z.enum(['trial', 'active', 'retired']), reason: Words.default('') }))
    .output(z.object({})),

  try: operation({
    method: 'POST',
    path: '/items/try',
    label: '診断の問題を試しに解く',
    permission: itemWriters,
    effect: 'read',
    refusals: { 'not-an-answer': '選び方がこの問題に合っていません。' },
  })
    .input(
      z.object({ code: Code, version: z.number().int().min(1).optional(), given: z.array(z.string().max(4)).max(8) }),
    )
    .output(z.object({ category: z.number().int(), most: z.number().int() })),
}
