import { z } from 'zod'
import { type ContentShapes, contentHeader } from '#kernel/content'
import { LeaderRules } from './contract/leader.ts'
import { Criteria } from './contract/recognition.ts'

const Words = z.string().trim().min(1)

/** Which tags of the community speak for which skill, to begin with; a city changes it tag by tag. */
export const TagSkills = z
  .strictObject({
    ...contentHeader,
    framework: Words,
    skills: z.array(z.strictObject({ skill: Words, tags: z.array(Words).min(1) })),
  })
  .superRefine(({ skills }, context) => {
    const tags = skills.flatMap((one) => one.tags)
    for (const tag of tags.filter((one, at) => tags.indexOf(one) !== at))
      context.addIssue({ code: 'custom', message: `tag ${tag} stands twice` })
  })

/** What a city begins with, until it says otherwise: what is asked of a DX人財, and of leaders. */
export const RecognitionPreset = z.strictObject({
  ...contentHeader,
  rationale: Words,
  criteria: Criteria,
  leaders: LeaderRules,
})

/** Why people of the demo city were recognised, and what they want to do as leaders. */
export const DemoLeaders = z.strictObject({
  ...contentHeader,
  reasons: z.array(Words).min(2),
  words: z.array(Words).min(2),
})

export const content: ContentShapes = {
  'profiles/recognition.json': RecognitionPreset,
  'profiles/tag-skills.json': TagSkills,
  'demo/profiles/*.json': DemoLeaders,
}
