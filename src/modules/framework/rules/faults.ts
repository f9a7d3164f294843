import type { FrameworkDocument } from '../contract/document.ts'
import type { Fault } from '../contract/editing.ts'

/** Something that does not hold together in a version, and at which thing it was seen. */
export interface FoundFault {
  fault: Fault
  /** The code the sentence names. */
  code: string
  at: { kind: 'area' | 'skill' | 'profile'; place: number; column: 'code' | 'area' | 'crosswalk' | 'targets' }
}

type Parts = Pick<FrameworkDocument, 'code' | 'areas' | 'skills' | 'profiles'>

/** Everything that does not hold together. Codes stand once, what is named is there, no skill stands for its like. */
export function faultsOf({ code: framework, areas, skills, profiles }: Parts): FoundFault[] {
  const areaCodes = new Set(areas.map(({ code }) => code))
  const skillCodes = new Set(skills.map(({ code }) => code))
  const found: FoundFault[] = []
  const say = (
    fault: Fault,
    code: string,
    kind: FoundFault['at']['kind'],
    place: number,
    column: FoundFault['at']['column'],
  ) => found.push({ fault, code, at: { kind, place, column } })
  for (const place of repeated(areas.map(({ code }) => code)))
    say('area-twice', areas[place]!.code, 'area', place, 'code')
  for (const place of repeated(skills.map(({ code }) => code)))
    say('skill-twice', skills[place]!.code, 'skill', place, 'code')
  for (const place of repeated(profiles.map(({ code }) => code)))
    say('profile-twice', profiles[place]!.code, 'profile', place, 'code')
  for (const [place, { area, crosswalk }] of skills.entries()) {
    if (!areaCodes.has(area)) say('no-area', area, 'skill', place, 'area')
    for (const to of crosswalk)
      if (to.framework === framework && skillCodes.has(to.skill))
        say('crosswalk-self', to.skill, 'skill', place, 'crosswalk')
    const links = crosswalk.map((to) => `${to.framework}:${to.skill}`)
    for (const at of repeated(links)) say('crosswalk-twice', links[at]!, 'skill', place, 'crosswalk')
  }
  for (const [place, { targets }] of profiles.entries()) {
    for (const { skill } of targets) if (!skillCodes.has(skill)) say('no-skill', skill, 'profile', place, 'targets')
    const codes = targets.map(({ skill }) => skill)
    for (const at of repeated(codes)) say('target-twice', codes[at]!, 'profile', place, 'targets')
  }
  return found
}

/** Places of what already stood before. */
function repeated(codes: readonly string[]): number[] {
  const seen = new Set<string>()
  return [...codes.entries()].flatMap(([place, code]) => {
    if (seen.has(code)) return [place]
    seen.add(code)
    return []
  })
}
