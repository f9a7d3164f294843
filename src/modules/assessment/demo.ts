import { probability } from '#engines/irt/curves'
import { next } from '#engines/irt/next'
import { answered, startSession } from '#engines/irt/session'
import type { IsoDate } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { numbersFrom } from '#kernel/random'
import { frameworkInUse } from '#modules/framework/public'
import { recordTested, type Tested } from '#modules/profiles/public'
import type { DemoCity } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import type { ItemDocument } from './contract/item-document.ts'
import { bankOf } from './handlers/bank.ts'
import { titleOf } from './messages/title.ts'
import { demoGiven } from './rules/demo.ts'
import { abilityOf, shownLevel, testedLevel } from './rules/estimate.ts'
import { settingsFor } from './rules/plan.ts'
import { type DemoAssessment, insertDemoAssessments, knownLevels } from './store/demo.ts'
import { itemOf } from './store/item.ts'

const share = 0.28
const day = 86_400_000

/** Some of the people of the demo city took tests of areas in the last two years; a few are on their way through one. */
export async function loadDemoAssessments(
  db: Db,
  { bodyId, people, signIns }: DemoCity,
  today: IsoDate,
): Promise<void> {
  const framework = await frameworkInUse(db, bodyId)
  if (!framework) throw new Error('no framework is in use')
  const random = numbersFrom(20261123)
  const levels = await knownLevels(db, bodyId, framework.code)
  const signing = new Set(signIns.values())
  const takers = people.filter(({ id, left }) => !left && !signing.has(id) && random() < share)
  const tests: DemoAssessment[] = []
  const tested: Tested[] = []
  for (const area of framework.areas) {
    const skills = framework.skills.filter((skill) => skill.area === area.code).map(({ code }) => code)
    const { bank, items } = await bankOf(db, bodyId, skills)
    if (items.size === 0) continue
    const given: Record<string, number> = {}
    let begun = 0
    const documents = new Map<string, ItemDocument>()
    for (const code of items.keys()) documents.set(code, (await itemOf(db, bodyId, code))!.document)
    for (const { id: personId } of takers.filter(() => random() < 0.4)) {
      const known = skills.flatMap((skill) => levels.get(`${personId} ${skill}`) ?? [])
      const own = known.length > 0 ? abilityOf(known.reduce((sum, one) => sum + one, 0) / known.length) : 0
      const ability = own + (known.length > 0 ? 0.5 : 1) * (random() + random() + random() - 1.5) * 2
      const id = newId()
      const settings = settingsFor(skills, 0)
      const seed = Number.parseInt(id.slice(-8), 16) | 0
      let session = startSession(bank, settings, { seed, exposure: { tests: begun++, given } })
      const answers: DemoAssessment['answers'] = []
      let step = next(bank, session)
      while (step.status === 'item') {
        const { item: code } = step
        const { parameters, version, skill } = items.get(code)!
        const category = drawn(parameters, ability, random())
        given[code] = (given[code] ?? 0) + 1
        const keys = demoGiven(documents.get(code)!, category, random())
        const seconds = 15 + random() * 50
        answers.push({ turn: answers.length + 1, code, version, skill, parameters, given: keys, category, seconds })
        session = answered(bank, session, { item: code, category })
        step = next(bank, session)
      }
      const ago = Math.floor(random() ** 1.5 * 700) + 1
      const at = new Date(Date.parse(today) - ago * day + (1 + random() * 8) * 3600_000)
      const bySkill = skills.map((skill) => ({
        skill,
        counted: answers
          .filter((one) => one.skill === skill)
          .map((one) => ({ item: one.code, category: one.category })),
      }))
      const results = bySkill
        .filter(({ counted }) => counted.length > 0)
        .map(({ skill, counted }) => ({ skill, items: counted.length, ...testedLevel(bank, counted) }))
      const { seen, worn } = session
      tests.push({
        ...{
          id,
          personId,
          framework: framework.code,
          subject: area.code,
          skills,
          settings,
          seed,
          seen: [...seen],
          worn,
        },
        ...{ at, end: step.reason, answers, results },
      })
      tested.push({
        ...{ assessmentId: id, personId, framework: framework.code, title: titleOf(area.name), at },
        link: `/assessments/${id}/result`,
        results: bySkill.flatMap(({ skill, counted }) => {
          const shown = shownLevel(bank, counted)
          return shown ? [{ skill, ...shown }] : []
        }),
      })
    }
  }
  await insertDemoAssessments(db, bodyId, tests)
  await recordTested(db, bodyId, tested)
}

function drawn(parameters: Parameters<typeof probability>[0], ability: number, chance: number): number {
  let below = 0
  for (let category = 0; category < parameters.b.length; category++) {
    below += probability(parameters, category, ability)
    if (chance < below) return category
  }
  return parameters.b.length
}
