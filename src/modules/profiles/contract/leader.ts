import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { Note } from './shapes.ts'

export const nominationStates = [
  ...(['asked', 'offered', 'agreed', 'refused', 'appointed', 'declined', 'withdrawn'] as const),
] as const
export type NominationState = (typeof nominationStates)[number]
export const nominationStateNames: Record<NominationState, string> = {
  asked: '所属長の許可待ち',
  offered: '本人の返事待ち',
  agreed: '任命待ち',
  refused: '許可されなかった',
  appointed: '任命された',
  declined: '本人が断った',
  withdrawn: '取り下げ',
}

const Years = z.coerce
  .number('年度の数を入力してください。')
  .int()
  .min(1, '1年から10年です。')
  .max(10, '1年から10年です。')

/** What a city asks of leaders, and how many it wants. */
export const LeaderRules = z.object({
  years: Years.describe('任期の年度の数（任命した年度を1年目と数える）'),
  each: z.coerce
    .number('人数を入力してください。')
    .int()
    .min(1, '1人から5人です。')
    .max(5, '1人から5人です。')
    .describe('1つの所属に置く人数'),
  target: z.string().max(40).nullable().describe('目安にする目標像のコード'),
  asks: Note.describe('リーダーに求めること'),
})
export type LeaderRules = z.infer<typeof LeaderRules>

const Revision = z.coerce.number().int().min(1)
const Person = z.object({ id: Id, name: z.string(), section: z.string() })
const Nomination = z.object({
  id: Id,
  revision: Revision,
  person: Person,
  by: z.string(),
  words: z.string(),
  state: z.enum(nominationStates),
  reason: z.string(),
  at: z.date(),
})
const Term = z.object({ id: Id, person: Person, from: z.string(), to: z.string(), reason: z.string() })

const moved = { moved: 'この推薦の状態は、もう変わっています。画面を読み込み直してください。' }

export const leaderContract = {
  coverage: operation({
    ...{ method: 'GET', path: '/leaders', label: 'DX推進リーダーの配置を見る' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(z.object({ on: z.iso.date().optional().describe('この日の配置。省くと今日') }))
    .output(
      z.object({
        rules: LeaderRules.extend({ targetName: z.string() }),
        /** Everything, or only the reader's own sections and what is below those they head. */
        among: z.enum(['all', 'own']),
        sections: z.array(
          z.object({
            id: Id,
            name: z.string(),
            /** Name of the section above; empty at the top. */
            above: z.string(),
            people: z.number().int(),
            /** Enough leaders. */
            covered: z.boolean(),
            leaders: z.array(
              z.object({
                ...{ id: Id, name: z.string(), to: z.string(), endsSoon: z.boolean() },
                /** Where they were appointed, when they have moved since. */
                movedFrom: z.string(),
              }),
            ),
          }),
        ),
        covered: z.number().int(),
      }),
    ),

  saveRules: operation({
    ...{ method: 'PUT', path: '/leaders/rules', label: 'DX推進リーダーの決まりを変える' },
    ...{ permission: ['dx-office'], effect: 'change' },
    refusals: { 'no-target': 'その目標像は今の枠組みにありません。画面を読み込み直して選んでください。' },
  })
    .input(
      z.object({
        before: LeaderRules.describe('見ていた決まり（ほかの人の更新を上書きしないため）'),
        rules: LeaderRules,
      }),
    )
    .output(z.object({})),

  open: operation({
    ...{ method: 'GET', path: '/leaders/nominations', label: 'DX推進リーダーの推薦と立候補を見る' },
    ...{ permission: ownStaff, effect: 'view' },
  })
    .input(z.object({}))
    .output(
      z.object({
        /** Those the reader may answer, and their own. */
        nominations: z.array(Nomination.extend({ may: z.array(z.enum(['agree', 'refuse', 'appoint', 'withdraw'])) })),
        own: z.object({ terms: z.array(Term), mayNominate: z.boolean() }),
        heads: z.boolean(),
        appoints: z.boolean(),
      }),
    ),

  nominate: operation({
    ...{ method: 'POST', path: '/leaders/nominations', label: 'DX推進リーダーに立候補する・推薦する' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: {
      'other-section': '推薦できるのは、自分の所属の職員です。',
      already: 'もう推薦か立候補が出ています。',
      leads: 'すでにDX推進リーダーです。任期が終わる前の半年から、次の任期の推薦ができます。',
    },
  })
    .input(
      z.object({
        id: Id,
        personId: Id.optional().describe('所属長が推薦する職員。省くと自分の立候補'),
        words: Note.min(1, 'どんなことに取り組みたいか（取り組んでほしいか）を書いてください。'),
      }),
    )
    .output(z.object({ state: z.enum(nominationStates) })),

  answer: operation({
    ...{ method: 'POST', path: '/leaders/nominations/{id}/answer', label: 'DX推進リーダーの推薦に答える' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: {
      ...moved,
      'not-yours': 'この推薦に答えられるのは、立候補では所属長、推薦では本人です。',
      'say-why': '許可しないとき、断るときは、理由を書いてください。',
    },
  })
    .input(
      z.object({
        ...{ id: Id, revision: Revision },
        answer: z.enum(['agree', 'refuse', 'withdraw']),
        reason: Note.default(''),
      }),
    )
    .output(z.object({ state: z.enum(nominationStates) })),

  appoint: operation({
    ...{ method: 'POST', path: '/leaders', label: 'DX推進リーダーを任命する' },
    ...{ permission: ['dx-office'], effect: 'change' },
    refusals: {
      ...moved,
      'not-agreed': '本人と所属長の同意がそろってから任命してください。',
      self: '自分のことは、ほかの人に任命してもらってください。',
      from: '任期の始まりは、{earliest}から{latest}までの日にしてください。',
    },
  })
    .input(
      z.object({
        ...{ id: Id, nominationId: Id, revision: Revision },
        from: z.iso.date().optional(),
        reason: Note.default(''),
      }),
    )
    .output(z.object({ to: z.string() })),

  end: operation({
    ...{ method: 'POST', path: '/leaders/{id}/end', label: 'DX推進リーダーの任を解く' },
    ...{ permission: ['dx-office'], effect: 'change', refusals: { over: 'この任期は、もう終わっています。' } },
  })
    .input(z.object({ id: Id, reason: Note.min(1, '理由を書いてください。本人に伝わります。') }))
    .output(z.object({})),
}
