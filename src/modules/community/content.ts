import { z } from 'zod'
import { type ContentShapes, contentHeader } from '#kernel/content'

const Words = z.string().trim().min(1)
const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*-[0-9]{3}$/)
const Axis = z.enum(['service', 'administration', 'workstyle'])
const Tags = z.array(Words).min(1).max(4)

const DemoTopic = z
  .strictObject({
    code: Code,
    kind: z.enum(['question', 'problem', 'idea']),
    axis: Axis,
    tags: Tags,
    section: Words,
    asker: Words,
    anonymous: z.boolean().optional(),
    title: Words.max(200),
    body: Words,
    /** What somebody said who was asked before the first answer came, and declined. */
    declined: Words.max(500).optional(),
    answers: z.array(z.strictObject({ section: Words, body: Words, accepted: z.boolean().optional() })),
    /** `on` is the topic itself, or the place of an answer in `answers`. */
    comments: z
      .array(z.strictObject({ on: z.union([z.literal('question'), z.int().min(0)]), section: Words, body: Words }))
      .optional(),
  })
  .refine(({ answers, comments = [] }) => comments.every(({ on }) => on === 'question' || on < answers.length), {
    path: ['comments'],
    message: 'a comment is on an answer that is not there',
  })

const DemoPractice = z.strictObject({
  code: Code,
  axis: Axis,
  tags: Tags,
  section: Words,
  title: Words.max(200),
  problem: Words,
  steps: z.array(Words).min(3).max(7),
  effect: Words,
  hours_saved_per_year: z.number().nonnegative(),
  measured: Words,
  cautions: Words,
  adoptions: z
    .array(z.strictObject({ section: Words, hours_saved_per_year: z.number().nonnegative(), note: Words }))
    .max(4),
})

/** Questions, problems and ideas of the fictional city, with what was said to them. */
export const DemoTopics = z.strictObject({ ...contentHeader, topics: z.array(DemoTopic).min(1) })
export type DemoTopics = z.infer<typeof DemoTopics>

/** Practice cards of the fictional city. */
export const DemoPractices = z.strictObject({ ...contentHeader, practices: z.array(DemoPractice).min(1) })
export type DemoPractices = z.infer<typeof DemoPractices>

/** The rules of conduct a person agrees to before the first post; `version` is what they agree to. */
export const ConductRules = z.strictObject({
  ...contentHeader,
  title: Words,
  lead: Words,
  rules: z.array(z.strictObject({ title: Words, text: Words })).min(1),
})
export type ConductRules = z.infer<typeof ConductRules>

export const content: ContentShapes = {
  'community/conduct.json': ConductRules,
  'demo/community/practices-*.json': DemoPractices,
  'demo/community/*.json': DemoTopics,
}
