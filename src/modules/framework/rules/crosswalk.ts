import type { Link } from '../contract/document.ts'

const node = (framework: string, skill: string) => `${framework} ${skill}`

/**
 * The skills of `wanted` that a skill corresponds to: itself when it is one of them, else those the fewest links away.
 * Links may form circles; each skill is visited once, so looking ends.
 */
export function corresponding(
  { framework, skill }: { framework: string; skill: string },
  wanted: { framework: string; skills: ReadonlySet<string> },
  links: readonly Link[],
): string[] {
  const neighbours = new Map<string, { framework: string; skill: string }[]>()
  const join = (key: string, to: { framework: string; skill: string }) =>
    void (neighbours.get(key)?.push(to) ?? neighbours.set(key, [to]))
  // Two skills of one framework that correspond to the same skill of another are two all the same.
  const within = framework === wanted.framework
  for (const { fromFramework, fromSkill, toFramework, toSkill } of links) {
    if (within && (fromFramework !== framework || toFramework !== framework)) continue
    join(node(fromFramework, fromSkill), { framework: toFramework, skill: toSkill })
    join(node(toFramework, toSkill), { framework: fromFramework, skill: fromSkill })
  }
  const seen = new Set([node(framework, skill)])
  let near = [{ framework, skill }]
  while (near.length > 0) {
    const found = near.filter((one) => one.framework === wanted.framework && wanted.skills.has(one.skill))
    if (found.length > 0) return found.map((one) => one.skill).sort()
    near = near
      .flatMap((one) => neighbours.get(node(one.framework, one.skill)) ?? [])
      .filter((one) => {
        const key = node(one.framework, one.skill)
        if (seen.has(key)) return false
        seen.add(key)
        return true
      })
  }
  return []
}
