import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { Purpose, SkillCode } from './shapes.ts'

const Wanted = z.object({
  skill: SkillCode,
  level: z.coerce.number().int().min(1, '水準は1から4です。').max(4, '水準は1から4です。'),
})

const Found = z.object({
  id: Id,
  name: z.string(),
  section: z.string(),
  title: z.string(),
  /** How likely each wanted skill is held at its level, on average; what is unknown counts as anybody's chance. */
  fit: z.number(),
  score: z.number(),
  skills: z.array(
    z.object({
      skill: z.string(),
      state: z.enum(['known', 'unknown']),
      mean: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      chance: z.number(),
      lastOn: z.iso.date().nullable(),
    }),
  ),
  /** What they want, where they show it to the reader. */
  will: z
    .object({
      reform: z.boolean(),
      learn: z.boolean(),
      teach: z.boolean(),
      hoursPerWeek: z.number(),
      freeFrom: z.string().nullable(),
    })
    .nullable(),
})
export type Found = z.infer<typeof Found>

const Sought = z.object({
  purpose: Purpose.optional().describe('DX推進課・人事として探すときに必要'),
  wanted: z.array(Wanted).min(1, 'スキルを1つ以上選んでください。').max(6, 'スキルは6つまで選べます。'),
  will: z.enum(['reform', 'learn', 'teach']).optional(),
  hours: z.coerce.number().min(0).max(40).optional().describe('週にこれだけの時間がある人'),
  section: Id.optional().describe('この所属とその下の所属だけ'),
})
export type Sought = z.infer<typeof Sought>

/** Whom the search looked at: everybody, one's own sections and who shows their skills, or only the latter. */
const Among = z.enum(['all', 'section', 'consent'])

const refusals = {
  purpose: '何のために探すかを選んでください。見つかった人には、見た人と目的が伝わります。',
  'no-skill': 'そのスキルは今の枠組みにありません。画面を読み込み直して選んでください。',
  'not-allowed': 'あなたの役割では、人を探せません。DX推進課に相談してください。',
  'no-framework': 'スキルの枠組みがまだ公開されていません。DX推進課が公開すると使えるようになります。',
}

export const finderContract = {
  search: operation({
    method: 'POST',
    path: '/finder',
    label: 'スキルと意欲で人を探す',
    permission: ownStaff,
    effect: 'view',
    refusals,
  })
    .input(Sought.extend({ page: z.coerce.number().int().min(1).max(50).default(1) }))
    .output(
      z.object({
        among: Among,
        total: z.number().int(),
        more: z.boolean().describe('ほかにもいる（total は少なくともの数）'),
        pageSize: z.number().int(),
        people: z.array(Found),
      }),
    ),

  unknown: operation({
    method: 'POST',
    path: '/finder/unknown',
    label: '求めるスキルの水準が分からない人を探す',
    permission: ownStaff,
    effect: 'view',
    refusals,
  })
    .input(Sought)
    .output(
      z.object({
        among: Among,
        total: z.number().int(),
        people: z.array(Found.pick({ id: true, name: true, section: true, title: true, will: true })),
      }),
    ),
}
