import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'

const Moves = {
  people: z.number().int(),
  /** How many would come to reach a target they do not reach now; would no longer; would become unknown. */
  rises: z.number().int(),
  falls: z.number().int(),
  unknown: z.number().int(),
}

const Standings = z.object({ reached: z.number().int(), short: z.number().int(), unknown: z.number().int() })

export const preview = operation({
  method: 'GET',
  path: '/skill-map/preview',
  label: '枠組みを変えると誰の水準がどう変わるかを試算する',
  permission: ['dx-office', 'administrator'],
  effect: 'read',
  limit: { count: 30, seconds: 600 },
})
  .input(z.object({ frameworkId: Id }))
  .output(
    z.object({
      /** Of how many people it was worked out; of a very large body a sample. */
      people: z.number().int(),
      sampled: z.boolean(),
      /** People of whom a skill that is known now would become unknown, and the other way round. */
      losing: z.number().int(),
      gaining: z.number().int(),
      tiers: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          before: Standings.nullable(),
          after: Standings.nullable(),
          ...Moves,
        }),
      ),
      departments: z.array(z.object({ name: z.string(), merged: z.number().int(), ...Moves })),
    }),
  )
