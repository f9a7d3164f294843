import { Refusal } from '#kernel/refusal'
import { frameworkInUse } from '#modules/framework/public'
import { tagsOfSkill } from '#modules/profiles/public'
import type { OperationContext } from '#server/operations'
import { resumableDays } from '../rules/plan.ts'
import { answersOf, ownAssessment, resultsOf } from '../store/assessment.ts'
import { itemOf } from '../store/item.ts'
import { subjectOf } from './subject.ts'

/** What a test said of each skill, what that means in daily work, and what to take away from the items that were missed. */
export async function resultHandler({ input: { id }, context }: { input: { id: string }; context: OperationContext }) {
  const { db, scope, note } = context
  const it = await ownAssessment(db, scope, id, resumableDays)
  if (!it) throw new Refusal('missing', 'not-found')
  if (!it.endedAt || !it.endReason) throw new Refusal('conflict', 'open')
  const framework = await frameworkInUse(db, scope.bodyId)
  const results = new Map((await resultsOf(db, scope.bodyId, id)).map((result) => [result.skill, result]))
  const answers = await answersOf(db, scope.bodyId, id)
  const skills = []
  for (const code of it.skills) {
    const skill = framework?.skills.find((one) => one.code === code)
    const result = results.get(code)
    const level = result ? Math.min(4, Math.max(0, Math.round(result.mean))) : null
    skills.push({
      code,
      name: skill?.name ?? code,
      items: result?.items ?? 0,
      mean: result?.mean ?? null,
      low: result?.low ?? null,
      high: result?.high ?? null,
      level,
      now: level === null ? '' : (skill?.levels[level] ?? ''),
      next: level === null || level === 4 ? null : (skill?.levels[level + 1] ?? null),
      tags: await tagsOfSkill(db, scope.bodyId, code),
    })
  }
  const lessons = []
  for (const { code, version, category, skill, parameters } of answers) {
    const item = await itemOf(db, scope.bodyId, code, version)
    if (!item || category >= parameters.b.length) continue
    const { stem, explanation } = item.document
    lessons.push({ skill, stem, explanation })
  }
  note({ subjects: [scope.personId, id] })
  const { subject, startedAt, endedAt, endReason, unusual } = it
  return {
    subject,
    subjectName: (framework && subjectOf(framework, subject)?.name) ?? subject,
    ...{ startedAt, endedAt, end: endReason, answered: answers.length, unusual: unusual === true, skills, lessons },
  }
}
