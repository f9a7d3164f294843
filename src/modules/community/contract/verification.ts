import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { Author } from './shapes.ts'

/** How often accepted answers are confirmed; a city's own choice. */
export const VerificationRules = z.object({
  months: z.number().int().min(1, '1か月以上にしてください。').max(60, '60か月までにしてください。'),
  /** Working days after which the next is asked. */
  waitDays: z.number().int().min(1, '1日以上にしてください。').max(60, '60日までにしてください。'),
})
export type VerificationRules = z.infer<typeof VerificationRules>

export const verificationPreset: VerificationRules = { months: 12, waitDays: 10 }

export const VerificationStep = z.enum(['owner', 'leader', 'dx-office'])
export type VerificationStep = z.infer<typeof VerificationStep>

export const verificationContract = {
  due: operation({
    method: 'GET',
    path: '/verification/due',
    label: '確認をお願いされている回答を一覧する',
    permission: ownStaff,
    effect: 'read',
  })
    .input(
      z.object({
        after: Id.optional().describe('前のページの最後の番号'),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
    )
    .output(
      z.object({
        answers: z.array(
          z.object({
            id: Id,
            topic: z.object({ id: Id, title: z.string() }),
            html: z.string(),
            author: Author,
            mine: z.boolean(),
            step: VerificationStep,
            verifyBy: z.string(),
            verifiedAt: z.date().nullable(),
            createdAt: z.date(),
          }),
        ),
        next: Id.optional(),
        total: z.number().int(),
      }),
    ),

  get: operation({
    method: 'GET',
    path: '/verification/rules',
    label: '回答を確かめる決まりを見る',
    permission: ownStaff,
    effect: 'read',
  }).output(z.object({ rules: VerificationRules, preset: VerificationRules })),

  set: operation({
    method: 'PUT',
    path: '/verification/rules',
    label: '回答を確かめる決まりを変える',
    permission: ['dx-office', 'administrator'],
    effect: 'change',
  })
    .input(z.object({ rules: VerificationRules }))
    .output(z.object({ rules: VerificationRules })),
}
