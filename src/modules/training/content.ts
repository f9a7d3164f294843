import { z } from 'zod'
import { type ContentShapes, contentHeader } from '#kernel/content'
import { applyWays, completions, courseForms, payers } from './contract/names.ts'

const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const fact = { status: z.enum(['found', 'assumed', 'unverified']), source: z.string().max(300) }

/** Providers and courses that come with the product: dated facts, each with its source or marked as not verified. */
export const ShippedCatalogue = z
  .strictObject({
    ...contentHeader,
    checkedOn: z.iso.date(),
    providers: z.array(
      z.strictObject({ code: Code, name: z.string().max(80), note: z.string().max(400), url: z.string(), ...fact }),
    ),
    courses: z.array(
      z.strictObject({
        code: Code,
        provider: Code,
        title: z.string().max(120),
        summary: z.string().max(800),
        form: z.enum(courseForms),
        tier: z.string(),
        hours: z.number().positive(),
        lodging: z.boolean().default(false),
        place: z.string().default(''),
        url: z.string().default(''),
        fee: z.number().int().min(0),
        payer: z.enum(payers),
        applyBy: z.enum(applyWays),
        completion: z.enum(completions),
        skills: z.array(
          z.strictObject({
            skill: Code,
            level: z.number().int().min(1).max(4),
            from: z.number().int().min(0).max(3).default(0),
          }),
        ),
        ...fact,
      }),
    ),
  })
  .superRefine(({ providers, courses }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', message })
    const known = new Set(providers.map(({ code }) => code))
    const codes = courses.map(({ code }) => code)
    for (const { code, provider, skills } of courses) {
      if (!known.has(provider)) say(`${code}: no provider ${provider}`)
      if (codes.indexOf(code) !== codes.lastIndexOf(code)) say(`${code} stands twice`)
      if (skills.some(({ level, from }) => from >= level)) say(`${code}: begins where it ends`)
    }
  })
export type ShippedCatalogue = z.infer<typeof ShippedCatalogue>

/** What people of the demo city write when they apply, and where courses are held. */
export const DemoTraining = z.strictObject({
  ...contentHeader,
  words: z.array(z.string().min(1).max(400)).min(5),
  places: z.array(z.string().min(1).max(120)).min(2),
})

export const content: ContentShapes = {
  'training/catalogue.json': ShippedCatalogue,
  'demo/training/*.json': DemoTraining,
}
