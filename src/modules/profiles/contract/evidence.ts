import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { evidenceImport } from './evidence-import.ts'
import { notShown } from './profile.ts'
import { Level, Note, PastDay, Purpose, Row, SkillCode } from './shapes.ts'

const unknownSkill = {
  'no-skill': 'そのスキルは今の枠組みにありません。画面を読み込み直して選んでください。',
  future: '先の日付は入力できません。実際にあった日を入力してください。',
}

export const evidenceContract = {
  ...evidenceImport,

  list: operation({
    method: 'GET',
    path: '/evidence',
    label: 'スキルの根拠の記録を見る',
    permission: ownStaff,
    effect: 'view',
    refusals: notShown,
  })
    .input(
      z.object({
        personId: Id.optional().describe('省くと自分'),
        purpose: Purpose.optional(),
        page: z.coerce.number().int().min(1).default(1),
      }),
    )
    .output(z.object({ total: z.number().int(), pageSize: z.number().int(), rows: z.array(Row) })),

  report: operation({
    method: 'POST',
    path: '/evidence/self',
    label: '自分の水準を申告する',
    permission: ownStaff,
    effect: 'change',
    refusals: unknownSkill,
  })
    .input(
      z.object({
        reports: z
          .array(
            z.object({
              id: Id.describe('この申告の番号（UUID）。同じ番号は一度だけ記録されます'),
              skill: SkillCode,
              level: Level,
            }),
          )
          .min(1, '1つ以上選んでください。')
          .max(200),
      }),
    )
    .output(z.object({ recorded: z.number().int() })),

  endorse: operation({
    method: 'POST',
    path: '/evidence/endorsements',
    label: '職員のスキルを推薦する',
    permission: ownStaff,
    effect: 'change',
    refusals: {
      ...unknownSkill,
      self: '自分を推薦することはできません。自分の水準は「自己申告」で書いてください。',
    },
    limit: { count: 60, seconds: 3600 },
  })
    .input(
      z.object({
        id: Id.describe('この推薦の番号（UUID）。同じ番号は一度だけ記録されます'),
        personId: Id,
        skill: SkillCode,
        level: Level,
        note: Note.min(1, 'どんな場面で見たかを書いてください。'),
      }),
    )
    .output(z.object({ id: Id, kind: z.enum(['colleague', 'manager']) })),

  certify: operation({
    method: 'POST',
    path: '/evidence/certificates',
    label: '確認した資格や認定を記録する',
    permission: ['dx-office', 'hr'],
    effect: 'change',
    refusals: unknownSkill,
  })
    .input(
      z.object({
        id: Id,
        personId: Id,
        skill: SkillCode,
        level: Level.describe('その資格が示す水準'),
        title: Note.min(1, '資格や認定の名前を書いてください。').max(120, '120文字までで書いてください。'),
        issuedOn: PastDay,
      }),
    )
    .output(z.object({ id: Id })),

  withdraw: operation({
    method: 'POST',
    path: '/evidence/{id}/withdrawal',
    label: 'スキルの根拠の記録を取り下げる',
    permission: ownStaff,
    effect: 'change',
    refusals: {
      already: 'この記録はもう取り下げられています。',
    },
  })
    .input(z.object({ id: Id, reason: Note.min(1, '取り下げる理由を書いてください。') }))
    .output(z.object({})),
}
