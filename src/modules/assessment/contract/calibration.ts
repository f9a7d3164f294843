import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { itemWriters } from './item.ts'
import { itemStates } from './names.ts'

const Numbers = z.object({ a: z.number(), b: z.array(z.number()), c: z.number().nullable() })

/** Answers an item needs before a calibration of it may be adopted. */
export const leastAnswers = 100

export const calibrationContract = {
  report: operation({
    method: 'GET',
    path: '/calibrations/report',
    label: '診断の問題の働きを見る',
    permission: itemWriters,
    effect: 'read',
    refusals: { 'no-area': 'その領域は今の枠組みにありません。' },
  })
    .input(z.object({ area: z.string().max(60).optional() }))
    .output(
      z.object({
        area: z.string(),
        areas: z.array(z.object({ code: z.string(), name: z.string() })),
        tests: z.number().int(),
        people: z.number().int(),
        /** The last run of the calibrator over this area. */
        run: z
          .object({
            id: Id,
            state: z.enum(['waiting', 'done', 'failed']),
            askedAt: z.date(),
            doneAt: z.date().nullable(),
            people: z.number().int().nullable(),
            adoptedAt: z.date().nullable(),
          })
          .nullable(),
        items: z.array(
          z.object({
            code: z.string(),
            skillName: z.string(),
            level: z.number().int(),
            state: z.enum(itemStates),
            stem: z.string(),
            answers: z.number().int(),
            right: z.number().nullable(),
            seconds: z.number().nullable(),
            /** Share of the area's tests of the last year it was in. */
            exposure: z.number(),
            parameters: Numbers.extend({ calibrated: z.boolean() }),
            found: Numbers.extend({
              answers: z.number().int(),
              errors: Numbers.nullable(),
              fit: z.number().nullable(),
            }).nullable(),
            /** Expected share of points at abilities −3 to 3 in steps of ½, by the parameters in use. */
            curve: z.array(z.number()),
            /** Observed share of points by the ability the same tests showed: mean of the group, people in it. */
            observed: z.array(z.object({ ability: z.number(), share: z.number(), people: z.number().int() })),
          }),
        ),
      }),
    ),

  run: operation({
    method: 'POST',
    path: '/calibrations',
    label: '問題の難しさを答えから計算する',
    permission: itemWriters,
    effect: 'change',
    limit: { count: 10, seconds: 600 },
    refusals: {
      'no-area': 'その領域は今の枠組みにありません。',
      waiting: 'この領域の計算は、もう始まっています。終わるまでお待ちください。',
      'no-answers': 'まだ答えがありません。診断が受けられてから計算してください。',
    },
  })
    .input(
      z.object({
        id: Id,
        area: z.string().max(60),
        anchored: z.boolean().default(true).describe('前に計算した問題を基準に固定し、新しい問題だけを計算する'),
      }),
    )
    .output(z.object({})),

  adopt: operation({
    method: 'POST',
    path: '/calibrations/adopt',
    label: '計算した難しさを使い始める',
    permission: itemWriters,
    effect: 'change',
    refusals: {
      'not-done': 'この計算はまだ終わっていません。',
      adopted: 'この計算の結果は、もう使っています。',
      'too-few': `${leastAnswers}人以上の答えがある問題が、まだありません。`,
    },
  })
    .input(z.object({ id: Id }))
    .output(z.object({ adopted: z.number().int() })),
}
