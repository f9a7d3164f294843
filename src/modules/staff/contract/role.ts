import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { grantedRoles } from './names.ts'
import { AsOf, Day, Text } from './shapes.ts'

const refusals = {
  'ends-before': '終わりの日が、始まりの日より前になっています。',
  'already-held': 'この人には同じ役割が {day} まで付いています。期間を延ばすには「延長」を使ってください。',
  'last-administrator': '管理者がいなくなるため、取り消せません。先に別の人を管理者にしてください。',
}

export const roleContract = {
  list: operation({
    method: 'GET',
    path: '/roles',
    label: '役割の一覧を見る',
    permission: ['administrator', 'hr', 'dx-office'],
    effect: 'read',
  })
    .input(z.object({ asOf: AsOf, role: z.enum(grantedRoles).optional(), personId: Id.optional() }))
    .output(
      z.object({
        asOf: z.string(),
        /** Ends of this and the next fiscal year: what granting and bulk extension propose. */
        yearEnd: z.string(),
        nextYearEnd: z.string(),
        grants: z.array(
          z.object({
            id: z.string(),
            personId: z.string(),
            name: z.string(),
            sectionName: z.string(),
            role: z.enum(grantedRoles),
            from: z.string(),
            to: z.string(),
            grantedBy: z.string().nullable(),
            reason: z.string(),
          }),
        ),
      }),
    ),
  grant: operation({
    method: 'POST',
    path: '/roles',
    label: '役割を付ける',
    permission: ['administrator'],
    effect: 'change',
    refusals,
  })
    .input(
      z.object({
        personId: Id,
        role: z.enum(grantedRoles),
        from: Day.optional(),
        /** The fiscal year's end when left out. */
        to: Day.optional(),
        reason: Text.max(200).default(''),
      }),
    )
    .output(z.object({ id: z.string(), to: z.string() })),
  revoke: operation({
    method: 'DELETE',
    path: '/roles/{id}',
    label: '役割を取り消す',
    permission: ['administrator'],
    effect: 'change',
    refusals,
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
  extend: operation({
    method: 'PUT',
    path: '/roles/extension',
    label: '役割の期限を延ばす',
    permission: ['administrator'],
    effect: 'change',
    refusals,
  })
    .input(z.object({ ids: z.array(Id).min(1, '延ばす役割を選んでください。').max(1000), to: Day.optional() }))
    .output(z.object({ extended: z.number().int(), to: z.string() })),
}
