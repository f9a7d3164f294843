import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { EvidenceKind, Note, Purpose, SkillCode } from './shapes.ts'

/** The axes as the frameworks name them. */
export const axes = ['service', 'administration', 'workstyle'] as const
const Level = z.coerce.number().int().min(1, '水準は1から4です。').max(4, '水準は1から4です。')
const Count = z.coerce.number().int().min(1, '1以上にしてください。').max(60)
const Chance = z.coerce.number().min(0.5, '見込みは50%から95%です。').max(0.95, '見込みは50%から95%です。')

/** One thing that is asked of a DX人財. */
export const Condition = z.discriminatedUnion('kind', [
  z.object({
    ...{ kind: z.literal('skills'), count: Count, level: Level, chance: Chance },
    skills: z.array(SkillCode).max(60).describe('空ならどのスキルでもよい'),
  }),
  z.object({ ...{ kind: z.literal('axis'), count: Count, level: Level, chance: Chance }, axis: z.enum(axes) }),
  z.object({
    ...{ kind: z.literal('evidence'), count: Count },
    kinds: z.array(EvidenceKind).min(1, '根拠の種類を1つ以上選んでください。'),
    years: z.coerce.number().int().min(1).max(10),
  }),
  z.object({ kind: z.literal('will') }),
])
export type Condition = z.infer<typeof Condition>

export const Criteria = z.object({
  years: z.coerce
    .number()
    .int()
    .min(1, '1年から10年です。')
    .max(10, '1年から10年です。')
    .describe('認定が続く年度の数'),
  conditions: z.array(Condition).min(1, '条件を1つ以上決めてください。').max(12, '条件は12までです。'),
})
export type Criteria = z.infer<typeof Criteria>

/** How a condition stands for somebody: unknown is not unmet. */
export const Finding = z.object({
  state: z.enum(['met', 'unmet', 'unknown']),
  /** How many there are of what is counted, and how many more might be among what is unknown. */
  have: z.number().int(),
  might: z.number().int(),
  need: z.number().int(),
})
export type Finding = z.infer<typeof Finding>

const Person = z.object({ id: Id, name: z.string(), section: z.string() })
const Decision = z.object({
  id: Id,
  decision: z.enum(['recognised', 'not-now', 'withdrawn']),
  reason: z.string(),
  validTo: z.string().nullable(),
  by: z.string(),
  at: z.date(),
})

/** Written down when who is recognised says they do not want to be. */
export const declinedReason = '本人が望まないため'

const office = ['dx-office', 'hr'] as const
const refusals = {
  purpose: '何のために見るかを選んでください。本人に、見た人と目的が伝わります。',
  'no-framework': 'スキルの枠組みがまだ公開されていません。DX推進課が公開すると使えるようになります。',
}

export const recognitionContract = {
  criteria: operation({
    ...{ method: 'GET', path: '/recognition/criteria', label: 'DX人財の認定の条件を見る' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(z.object({}))
    .output(z.object({ criteria: Criteria, own: z.boolean(), mayEdit: z.boolean() })),

  saveCriteria: operation({
    ...{ method: 'PUT', path: '/recognition/criteria', label: 'DX人財の認定の条件を決める' },
    ...{ permission: ['dx-office'], effect: 'change' },
    refusals: { 'no-skill': 'そのスキルは今の枠組みにありません。画面を読み込み直して選んでください。' },
  })
    .input(
      z.object({ before: Criteria.describe('見ていた条件（ほかの人の更新を上書きしないため）'), criteria: Criteria }),
    )
    .output(z.object({})),

  candidates: operation({
    ...{ method: 'GET', path: '/recognition/candidates', label: 'DX人財の候補を見る' },
    ...{ permission: office, effect: 'view', refusals },
  })
    .input(z.object({ purpose: Purpose.optional() }))
    .output(
      z.object({
        criteria: Criteria,
        total: z.object({ ready: z.number().int(), near: z.number().int() }),
        /** All met, or one thing missing or unknown. */
        people: z.array(Person.extend({ ready: z.boolean(), findings: z.array(Finding), last: Decision.nullable() })),
      }),
    ),

  decide: operation({
    ...{ method: 'POST', path: '/recognition', label: 'DX人財の認定を決める' },
    ...{ permission: ['dx-office'], effect: 'change' },
    refusals: {
      declined: 'この職員は、認定を望まないとしています。',
      'not-staff': 'いま在職している職員ではありません。',
      self: '自分のことは、ほかの人に決めてもらってください。',
      'too-long': '認定の期限は、{until}までの日にしてください。',
      past: '認定の期限は、今日より後の日にしてください。',
      'not-recognised': 'この職員は、いま認定されていません。',
    },
  })
    .input(
      z.object({
        ...{ id: Id, personId: Id },
        decision: z.enum(['recognised', 'not-now', 'withdrawn']),
        reason: Note.min(1, '理由を書いてください。本人が読みます。'),
        validTo: z.iso.date().optional().describe('省くと、条件で決めた年数の年度末'),
      }),
    )
    .output(z.object({ validTo: z.string().nullable() })),

  list: operation({
    ...{ method: 'GET', path: '/recognition', label: 'DX人財として認定されている職員を見る' },
    ...{ permission: ownStaff, effect: 'view' },
  })
    .input(z.object({ on: z.iso.date().optional().describe('この日に認定されていた人。省くと今日') }))
    .output(
      z.object({
        /** All, or only those who let colleagues see it. */
        among: z.enum(['all', 'shown']),
        people: z.array(Person.extend({ validTo: z.string() })),
      }),
    ),

  own: operation({
    ...{ method: 'GET', path: '/recognition/own', label: '自分のDX人財の認定を見る' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(z.object({}))
    .output(
      z.object({
        recognisedUntil: z.string().nullable(),
        declined: z.boolean(),
        shown: z.boolean(),
        history: z.array(Decision),
        findings: z.array(Finding),
        criteria: Criteria,
      }),
    ),

  wish: operation({
    ...{ method: 'PUT', path: '/recognition/own', label: 'DX人財の認定についての希望を書く' },
    ...{ permission: ownStaff, effect: 'change' },
  })
    .input(z.object({ declined: z.boolean(), shown: z.boolean() }))
    .output(z.object({})),
}
