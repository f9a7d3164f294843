import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { ExportedSheet, SheetFormat } from '#modules/staff/contract/sheet'
import { audiences, viewers } from './names.ts'
import { Estimate, EvidenceKind, Purpose } from './shapes.ts'

export const notShown = {
  'not-shown': 'この人のスキルは、あなたの役割では見られません。本人が同僚に公開しているときだけ見られます。',
  'no-framework': 'スキルの枠組みがまだ公開されていません。DX推進課が公開すると使えるようになります。',
  purpose: '何のために見るかを選んでください。本人には、見た人と目的が伝わります。',
}

const Whose = z.object({
  personId: Id.optional().describe('省くと自分'),
  purpose: Purpose.optional().describe('DX推進課・人事として見るときに必要'),
})

const Person = z.object({ id: Id, name: z.string(), section: z.string(), title: z.string() })

/** A row's part in an estimate: how far it moved the mean, and its share of what is known. */
const Contribution = z.object({
  evidenceId: Id,
  kind: EvidenceKind,
  shownOn: z.iso.date(),
  note: z.string(),
  /** The skill it was on: a neighbour of the area moves this one too. */
  on: z.string(),
  shift: z.number(),
  share: z.number(),
})

export const profileContract = {
  disclose: operation({
    method: 'POST',
    path: '/profiles/disclosure',
    label: '本人のスキルの記録を書き出す',
    permission: ownStaff,
    effect: 'export',
    refusals: notShown,
  })
    .input(Whose.extend({ format: SheetFormat }))
    .output(ExportedSheet),

  get: operation({
    method: 'GET',
    path: '/profiles',
    label: 'スキルのプロフィールを見る',
    permission: ownStaff,
    effect: 'view',
    refusals: notShown,
  })
    .input(Whose)
    .output(
      z.object({
        person: Person,
        /** By which right it is seen. */
        seenAs: z.enum(viewers),
        asOf: z.iso.date(),
        framework: z.object({ code: z.string(), version: z.string(), name: z.string(), levels: z.array(z.string()) }),
        areas: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            skills: z.array(
              Estimate.extend({
                name: z.string(),
                axes: z.array(z.string()),
                description: z.string(),
                levels: z.array(z.string()),
              }),
            ),
          }),
        ),
        targets: z.array(z.object({ code: z.string(), name: z.string(), kind: z.enum(['tier', 'role']) })),
        target: z.string().nullable(),
        shownToColleagues: z.boolean(),
        mayEndorse: z.boolean(),
        maySeeEvidence: z.boolean(),
      }),
    ),

  skill: operation({
    method: 'GET',
    path: '/profiles/skill',
    label: 'スキルの水準の根拠と推移を見る',
    permission: ownStaff,
    effect: 'view',
    refusals: notShown,
  })
    .input(Whose.extend({ skill: z.string().max(40) }))
    .output(
      z.object({
        estimate: Estimate,
        contributions: z.array(Contribution),
        /** After each day with evidence, and today. */
        trail: z.array(z.object({ on: z.iso.date(), mean: z.number(), low: z.number(), high: z.number() })),
      }),
    ),

  choose: operation({
    method: 'PUT',
    path: '/profiles/choice',
    label: 'スキルを同僚に見せるか、どの目標像を目指すかを決める',
    permission: ownStaff,
    effect: 'change',
    refusals: { 'no-target': 'その目標像は今の枠組みにありません。画面を読み込み直して選んでください。' },
  })
    .input(z.object({ shownToColleagues: z.boolean(), target: z.string().max(40).nullable() }))
    .output(z.object({})),

  looks: operation({
    method: 'GET',
    path: '/profiles/looks',
    label: '自分のスキルを見た人と目的を見る',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ page: z.coerce.number().int().min(1).default(1) }))
    .output(
      z.object({
        total: z.number().int(),
        pageSize: z.number().int(),
        looks: z.array(
          z.object({
            id: Id,
            at: z.date(),
            by: z.string(),
            as: z.enum(viewers),
            view: z.string(),
            purpose: Purpose.nullable(),
          }),
        ),
      }),
    ),
}

export const Will = z.object({
  reform: z.boolean().describe('仕事を変える取組に加わりたい'),
  learn: z.boolean().describe('学びたい'),
  teach: z.boolean().describe('教えたい'),
  hoursPerWeek: z
    .number('時間は数字で入力してください。')
    .min(0, '時間は0から40までです。')
    .max(40, '時間は0から40までです。')
    .describe('ほかの所属の取組に使える時間（週）'),
  freeFrom: z.iso.date('日付を選んでください。').nullable().describe('いつから。今すぐなら空'),
  words: z.string().trim().max(300, '300文字までで書いてください。').describe('ひとこと'),
  shownTo: z.enum(audiences),
})

export const willContract = {
  get: operation({
    method: 'GET',
    path: '/will',
    label: '意欲と使える時間を見る',
    permission: ownStaff,
    effect: 'view',
    refusals: notShown,
  })
    .input(Whose)
    .output(
      z.object({
        will: Will.nullable(),
        revision: z.number().int(),
        updatedAt: z.date().nullable(),
        seenAs: z.enum(viewers),
      }),
    ),

  set: operation({
    method: 'PUT',
    path: '/will',
    label: '意欲と使える時間を書く',
    permission: ownStaff,
    effect: 'change',
  })
    .input(Will.extend({ revision: z.number().int().min(0).describe('見ていた版。まだ書いていなければ0') }))
    .output(z.object({ revision: z.number().int() })),
}
