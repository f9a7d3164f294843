import { Refusal } from '#kernel/refusal'
import { type Framework, frameworkInUse } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'

export interface TestSubject {
  code: string
  name: string
  skills: string[]
}

export async function frameworkNeeded(db: Db, bodyId: number): Promise<Framework> {
  const framework = await frameworkInUse(db, bodyId)
  if (!framework) throw new Refusal('missing', 'no-framework')
  return framework
}

/** What can be tested in a framework: an area (all its skills), or one skill. */
export function subjectOf({ areas, skills }: Framework, code: string): TestSubject | undefined {
  const area = areas.find((one) => one.code === code)
  const within = area && skills.filter((skill) => skill.area === area.code).map((skill) => skill.code)
  if (area && within && within.length > 0) return { code, name: area.name, skills: within }
  const skill = skills.find((one) => one.code === code)
  return skill && { code, name: skill.name, skills: [skill.code] }
}

export function subjectNeeded(framework: Framework, code: string): TestSubject {
  const subject = subjectOf(framework, code)
  if (!subject) throw new Refusal('invalid', 'no-subject')
  return subject
}
