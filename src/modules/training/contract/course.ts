import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Flag } from '#kernel/flag'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { applyWays, completions, courseForms, factStates, payers } from './names.ts'
import { Day, Line, Link, PageNumber, Revision, Words } from './shapes.ts'

/** Who looks after the catalogue. */
export const catalogueEditors = ['dx-office', 'hr'] as const

const Skill = z.object({
  skill: z.string().min(1, 'スキルを選んでください。').max(60),
  level: z.coerce.number().int().min(1, '水準は1から4です。').max(4, '水準は1から4です。'),
  from: z.coerce.number().int().min(0, '前提の水準は0から3です。').max(3, '前提の水準は0から3です。').default(0),
})

/** A course as it is written and read. */
export const CourseDocument = z
  .object({
    provider: z.string().min(1, '提供者を選んでください。').max(60),
    title: Line(120).min(1, '題名を書いてください。'),
    summary: Words(800).default(''),
    form: z.enum(courseForms, '形式を選んでください。'),
    tier: z.string().max(60).default(''),
    hours: z.coerce
      .number('時間を数字で書いてください。')
      .positive('時間は0より大きい数で書いてください。')
      .max(2000, '2,000時間までで書いてください。'),
    lodging: z.boolean().default(false),
    place: Line(120).default(''),
    url: Link.default(''),
    fee: z.coerce
      .number('費用を円の数字で書いてください。')
      .int('費用は円の単位で書いてください。')
      .min(0, '費用は0円以上で書いてください。')
      .max(9_999_999, '費用が大きすぎます。円の単位で書いてください。')
      .default(0),
    payer: z.enum(payers, '費用の負担者を選んでください。'),
    applyBy: z.enum(applyWays, '申し込み方を選んでください。'),
    completion: z.enum(completions, '修了の条件を選んでください。'),
    opens: Skill.pick({ skill: true, level: true }).nullable().default(null),
    fiscalYear: z.coerce.number().int().min(2000).max(2100).nullable().default(null),
    skills: z.array(Skill).max(24, 'スキルは24までにしてください。').default([]),
    source: Line(300).default(''),
  })
  .superRefine(({ payer, fee, skills }, context) => {
    if (payer === 'none' && fee > 0)
      context.addIssue({ code: 'custom', path: ['fee'], message: '無料のときは、費用を0円にしてください。' })
    const codes = skills.map(({ skill }) => skill)
    for (const [at, { skill, level, from }] of skills.entries()) {
      if (codes.indexOf(skill) !== at)
        context.addIssue({ code: 'custom', path: ['skills', at, 'skill'], message: '同じスキルが2回あります。' })
      if (from >= level)
        context.addIssue({
          ...{ code: 'custom', path: ['skills', at, 'from'] },
          message: '前提の水準は、身に付く水準より低くしてください。',
        })
    }
  })
export type CourseDocument = z.infer<typeof CourseDocument>

const Brief = z.object({
  id: Id,
  title: z.string(),
  provider: z.string(),
  form: z.enum(courseForms),
  tierName: z.string(),
  hours: z.number(),
  fee: z.number().int(),
  payer: z.enum(payers),
  status: z.enum(factStates),
  retired: z.boolean(),
  skills: z.array(z.object({ name: z.string(), level: z.number().int() })),
  /** The first cohort one can still apply for. */
  next: z.object({ startsAt: z.date().nullable(), applyUntil: z.string() }).nullable(),
})
export type CourseBrief = z.infer<typeof Brief>

const refusals = {
  'no-skill': 'そのスキルは今の枠組みにありません。画面を読み込み直して選んでください。',
  'no-tier': 'その対象層は今の枠組みにありません。画面を読み込み直して選んでください。',
  'no-provider': 'その提供者は登録されていません。先に提供者を登録してください。',
  'no-framework': 'スキルの枠組みがまだ公開されていません。DX推進課が公開すると使えるようになります。',
}

export const courseContract = {
  list: operation({
    ...{ method: 'GET', path: '/courses', label: '研修を一覧する' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(
      z.object({
        words: Line(100).optional(),
        skill: z.string().max(60).optional(),
        form: z.enum(courseForms).optional(),
        provider: z.string().max(60).optional(),
        retired: Flag.default(false),
        stale: Flag.default(false).describe('1年以上、内容を確かめていないものだけ'),
        page: PageNumber,
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        pageSize: z.number().int(),
        mayEdit: z.boolean(),
        courses: z.array(Brief),
      }),
    ),

  get: operation({
    ...{ method: 'GET', path: '/courses/{id}', label: '研修を見る' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(z.object({ id: Id }))
    .output(
      z.object({
        id: Id,
        revision: Revision,
        document: CourseDocument,
        providerName: z.string(),
        tierName: z.string(),
        skillNames: z.record(z.string(), z.string()),
        status: z.enum(factStates),
        checkedOn: z.string().nullable(),
        retired: z.boolean(),
        mayEdit: z.boolean(),
      }),
    ),

  create: operation({
    ...{ method: 'POST', path: '/courses', label: '研修を登録する' },
    ...{ permission: catalogueEditors, effect: 'change', refusals },
  })
    .input(z.object({ id: Id.describe('新しい研修の番号（UUID）'), document: CourseDocument }))
    .output(z.object({ id: Id })),

  save: operation({
    ...{ method: 'PUT', path: '/courses/{id}', label: '研修を書き直す' },
    ...{ permission: catalogueEditors, effect: 'change', refusals },
  })
    .input(z.object({ id: Id, revision: Revision, document: CourseDocument }))
    .output(z.object({ revision: Revision })),

  check: operation({
    ...{ method: 'POST', path: '/courses/{id}/check', label: '研修の内容を確かめたことを記録する' },
    ...{ permission: catalogueEditors, effect: 'change' },
    refusals: { future: '先の日付は入力できません。確かめた日を入力してください。' },
  })
    .input(z.object({ id: Id, on: Day }))
    .output(z.object({})),

  retire: operation({
    ...{ method: 'POST', path: '/courses/{id}/retirement', label: '研修を一覧から外す・戻す' },
    ...{ permission: catalogueEditors, effect: 'change' },
  })
    .input(z.object({ id: Id, revision: Revision, retired: z.boolean() }))
    .output(z.object({ revision: Revision })),

  providers: operation({
    ...{ method: 'GET', path: '/course-providers', label: '研修の提供者を一覧する' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(z.object({}))
    .output(
      z.object({
        providers: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            note: z.string(),
            url: z.string(),
            status: z.enum(factStates),
            source: z.string(),
          }),
        ),
      }),
    ),

  addProvider: operation({
    ...{ method: 'POST', path: '/course-providers', label: '研修の提供者を登録する' },
    ...{ permission: catalogueEditors, effect: 'change' },
    refusals: { 'provider-exists': 'その名前の提供者は、もう登録されています。' },
  })
    .input(
      z.object({
        name: Line(80).min(1, '提供者の名前を書いてください。'),
        note: Words(400).default(''),
        url: Link.default(''),
      }),
    )
    .output(z.object({ code: z.string() })),
}
