import { z } from 'zod'
import { operation } from '#kernel/contract'
import { ownStaff } from '#kernel/permission'

const Hours = z
  .number('時間を数で入力してください。')
  .min(0, '0時間以上の数を入力してください。')
  .max(400, '400時間までの数を入力してください。')
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '時刻は「08:30」のように入力してください。')

/** When an unanswered question goes to whom, in working hours since it was posted; a city's own choice. */
export const RoutingRules = z
  .object({
    hours: z.object({ people: Hours, leader: Hours, 'dx-office': Hours, adviser: Hours }),
    /** How many are asked at the first step. */
    people: z
      .number('人数を入力してください。')
      .int('人数は整数で入力してください。')
      .min(1, '1人以上にしてください。')
      .max(10, '10人までにしてください。'),
    /** Working hours after which somebody who was asked is free again. */
    expiry: Hours.min(1, '1時間以上にしてください。'),
    opens: Time,
    closes: Time,
  })
  .refine(({ opens, closes }) => opens < closes, {
    path: ['closes'],
    message: '終業は始業より後の時刻にしてください。',
  })
  .refine(({ hours: h }) => h.people <= h.leader && h.leader <= h['dx-office'] && h['dx-office'] <= h.adviser, {
    path: ['hours'],
    message: '後の段階ほど長い時間にしてください。',
  })
export type RoutingRules = z.infer<typeof RoutingRules>

export const routingPreset: RoutingRules = {
  hours: { people: 4, leader: 8, 'dx-office': 16, adviser: 40 },
  people: 2,
  expiry: 16,
  opens: '08:30',
  closes: '17:15',
}

export const routingContract = {
  get: operation({
    method: 'GET',
    path: '/routing',
    label: '質問を届ける決まりを見る',
    permission: ownStaff,
    effect: 'read',
  }).output(z.object({ rules: RoutingRules, preset: RoutingRules })),

  set: operation({
    method: 'PUT',
    path: '/routing',
    label: '質問を届ける決まりを変える',
    permission: ['dx-office', 'administrator'],
    effect: 'change',
  })
    .input(z.object({ rules: RoutingRules }))
    .output(z.object({ rules: RoutingRules })),
}
