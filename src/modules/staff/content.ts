import { z } from 'zod'
import { isBodyCode } from '#kernel/body-code'
import { type ContentShapes, contentHeader } from '#kernel/content'

const DemoSection = z
  .strictObject({
    code: z.string().regex(/^[0-9]{4}$/),
    name: z.string().min(1),
    kind: z.enum(['department', 'section', 'unit']),
    parent: z.string().optional(),
    /** What it is for, two to four phrases: questions are routed by it. */
    duties: z.string().optional(),
    /** The trade most of its people are trained in. */
    trade: z.enum(['technical', 'health', 'childcare', 'fire']).optional(),
    /** About how many people work there; twelve where it is not said. */
    size: z.int().min(3).optional(),
  })
  .refine(({ kind, duties }) => kind !== 'section' || /^[^、]+(、[^、]+){1,3}$/.test(duties ?? ''), {
    path: ['duties'],
    message: 'a section says its duties in two to four phrases',
  })

/** The fictional city and its sections; a parent stands before its children. */
export const DemoSections = z
  .strictObject({
    ...contentHeader,
    body: z.strictObject({
      code: z.string().refine(isBodyCode),
      name: z.string().min(1),
      kana: z.string().regex(/^[ぁ-んー]+$/),
    }),
    sections: z.array(DemoSection).min(1),
  })
  .superRefine(({ sections }, context) => {
    const seen = new Set<string>()
    for (const [at, { code, parent }] of sections.entries()) {
      if (parent !== undefined && !seen.has(parent)) {
        context.addIssue({
          code: 'custom',
          path: ['sections', at, 'parent'],
          message: `no section ${parent} before it`,
        })
      }
      seen.add(code)
    }
  })
export type DemoSections = z.infer<typeof DemoSections>

const Name = z.strictObject({ name: z.string().min(1), kana: z.string().regex(/^[ぁ-んー]+$/) })

/** Names the demo city's people are made of; no real person is meant. */
export const DemoNames = z.strictObject({
  ...contentHeader,
  family: z.array(Name).min(40),
  given: z.array(Name).min(40),
})
export type DemoNames = z.infer<typeof DemoNames>

export const content: ContentShapes = {
  'demo/city/sections.json': DemoSections,
  'demo/city/names.json': DemoNames,
}
