import { z } from 'zod'
import { type ContentShapes, contentHeader } from '#kernel/content'
import { checkItem, itemShape } from './contract/item-document.ts'

const Code = z.string().regex(/^[a-z]+(-[a-z0-9]+)+$/)

/** The items on one skill that come with the product. */
export const SkillItems = z
  .strictObject({
    ...contentHeader,
    skill: Code,
    items: z.array(itemShape.extend({ code: Code }).superRefine(checkItem)).min(11),
  })
  .superRefine(({ skill, items }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', message })
    const codes = items.map(({ code }) => code)
    for (const { code, enemies = [] } of items) {
      if (!code.startsWith(`${skill}-`)) say(`${code} is of another skill`)
      if (codes.indexOf(code) !== codes.lastIndexOf(code)) say(`${code} stands twice`)
      for (const enemy of enemies) if (enemy === code || !codes.includes(enemy)) say(`${code}: no item ${enemy}`)
    }
  })

export const content: ContentShapes = { 'assessment/items/*.json': SkillItems }
