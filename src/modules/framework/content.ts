import { z } from 'zod'
import { type ContentShapes, contentHeader } from '#kernel/content'
import { FrameworkDocument } from './contract/document.ts'

/** A framework that comes with the product. `version` of the file is its own; the framework's is in `framework`. */
export const ShippedFramework = z
  .strictObject({ ...contentHeader, framework: FrameworkDocument })
  .superRefine(({ framework: { areas, skills, profiles } }, context) => {
    const twice = (what: string, codes: readonly string[]) => {
      for (const code of codes.filter((code, at) => codes.indexOf(code) !== at))
        context.addIssue({ code: 'custom', message: `${what} ${code} stands twice` })
    }
    const known = (what: string, code: string, codes: readonly string[]) => {
      if (!codes.includes(code)) context.addIssue({ code: 'custom', message: `there is no ${what} ${code}` })
    }
    const areaCodes = areas.map(({ code }) => code)
    const skillCodes = skills.map(({ code }) => code)
    twice('area', areaCodes)
    twice('skill', skillCodes)
    twice(
      'profile',
      profiles.map(({ code }) => code),
    )
    for (const { area } of skills) known('area', area, areaCodes)
    for (const { targets } of profiles) for (const { skill } of targets) known('skill', skill, skillCodes)
  })
export type ShippedFramework = z.infer<typeof ShippedFramework>

export const content: ContentShapes = { 'framework/*.json': ShippedFramework }
