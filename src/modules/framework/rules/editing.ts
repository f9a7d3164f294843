import type { FrameworkDocument, Skill } from '../contract/document.ts'

/**
 * A copy under another label. In a family of its own the skills say which they came from, so that what is known of
 * people carries over.
 */
export function copied(base: FrameworkDocument, code: string, version: string): FrameworkDocument {
  const { name, description, source, licence, status, levels, areas, skills, profiles } = base
  const copy = { code, version, name, description, source, licence, status, levels, areas, profiles }
  if (code === base.code) return { ...copy, skills }
  const linked = ({ code: skill, crosswalk }: Skill) => [
    ...crosswalk.filter((to) => to.framework !== code && !(to.framework === base.code && to.skill === skill)),
    { framework: base.code, skill },
  ]
  return { ...copy, skills: skills.map((skill) => ({ ...skill, crosswalk: linked(skill) })) }
}

/** The codes of all skills in their order, one of them moved; undefined when it is not there. */
export function movedBefore(
  skills: readonly Pick<Skill, 'code' | 'area'>[],
  code: string,
  area: string,
  before: string | null,
): string[] | undefined {
  if (!skills.some((skill) => skill.code === code)) return undefined
  const rest = skills.filter((skill) => skill.code !== code)
  const found = rest.findIndex((skill) => skill.code === before)
  const at = found >= 0 ? found : rest.findLastIndex((skill) => skill.area === area) + 1 || rest.length
  return rest.toSpliced(at, 0, { code, area }).map((skill) => skill.code)
}
