import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { preview } from './preview.ts'
import { Purpose } from './shapes.ts'

export const groupings = ['department', 'section', 'target'] as const
export const groupingNames = { department: '部ごと', section: '課ごと', target: '目標像ごと' } as const

const Cell = z.object({
  skill: z.string(),
  /** Of how many people the skill is known; null where it is not told (fewer than five, or to be worked out from others). */
  known: z.number().int().nullable(),
  /** Mean of their levels; null where nothing is known or it is not told. */
  mean: z.number().nullable(),
  withheld: z.boolean(),
})

export const mapContract = {
  preview,

  city: operation({
    method: 'GET',
    path: '/skill-map',
    label: '全庁のスキルの分布を見る',
    permission: ['staff', 'section-head', 'dx-office', 'hr', 'executive', 'administrator', 'prefecture'],
    effect: 'read',
    refusals: { 'no-framework': 'スキルの枠組みがまだ公開されていません。DX推進課が公開すると使えるようになります。' },
  })
    .input(z.object({ by: z.enum(groupings).default('department') }))
    .output(
      z.object({
        asOf: z.iso.date(),
        areas: z.array(z.object({ code: z.string(), name: z.string() })),
        skills: z.array(z.object({ code: z.string(), name: z.string(), area: z.string() })),
        /** The whole city first; groups of fewer than five people are put together as one. */
        groups: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            people: z.number().int(),
            merged: z.number().int(),
            cells: z.array(Cell),
          }),
        ),
      }),
    ),

  section: operation({
    method: 'GET',
    path: '/skill-map/section',
    label: '所属の職員のスキルを見る',
    permission: ['staff', 'section-head', 'dx-office', 'hr', 'executive', 'administrator'],
    effect: 'view',
    refusals: {
      'not-allowed': 'この所属の職員のスキルは、所属長・DX推進課・人事だけが見られます。',
      purpose: '何のために見るかを選んでください。本人には、見た人と目的が伝わります。',
      'no-framework': 'スキルの枠組みがまだ公開されていません。DX推進課が公開すると使えるようになります。',
    },
  })
    .input(z.object({ sectionId: Id, purpose: Purpose.optional() }))
    .output(
      z.object({
        asOf: z.iso.date(),
        section: z.object({ id: Id, name: z.string() }),
        skills: z.array(z.object({ code: z.string(), name: z.string(), area: z.string() })),
        areas: z.array(z.object({ code: z.string(), name: z.string() })),
        people: z.array(
          z.object({
            id: Id,
            name: z.string(),
            title: z.string(),
            /** In the order of `skills`; null where unknown. */
            skills: z.array(z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable()),
          }),
        ),
      }),
    ),
}
