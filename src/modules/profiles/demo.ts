import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dateInJapan, firstDayOf, fiscalYearOf, type IsoDate } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { numbersFrom } from '#kernel/random'
import { frameworkInUse } from '#modules/framework/public'
import type { DemoCity } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import { DemoLeaders } from './content.ts'
import { refreshEstimates } from './handlers/estimate.ts'
import { criteriaPreset, leaderPreset } from './handlers/preset.ts'
import { judged } from './handlers/recognition.ts'
import { demoEvidence } from './rules/demo.ts'
import { endOfYears, standing } from './rules/recognition.ts'
import { insertDemoLeaders, insertDemoNominations, insertDemoWills, insertDemoWishes } from './store/demo.ts'
import { insertEvidence } from './store/evidence.ts'

/** Gives the people of the demo city evidence, and some of them a will. */
export async function loadDemoSkills(db: Db, { bodyId, people, signIns }: DemoCity, today: IsoDate): Promise<void> {
  const framework = await frameworkInUse(db, bodyId)
  if (!framework) throw new Error('no framework is in use')
  const random = numbersFrom(20260401)
  const leader = people.find(({ id }) => id === signIns.get('demo-04'))
  const leading = leader?.posts.findLast(({ kind }) => kind === 'main')?.section
  const staff = people
    .filter(({ left }) => !left)
    .map(({ id, posts }) => {
      const post = posts.findLast(({ kind }) => kind === 'main')!
      const { section, head: heads } = post
      return { id, section, heads, leads: section === leading, age: 22 + Math.floor(random() * 40) }
    })
  const daysBefore = (days: number) => dateInJapan(new Date(Date.parse(today) - days * 86_400_000))
  const rows = demoEvidence(staff, framework.skills, random).map(({ by, ago, ...row }) => ({
    ...{ ...row, id: newId(), framework: framework.code, recordedBy: by, shownOn: daysBefore(ago) },
  }))
  await insertEvidence(db, bodyId, rows)
  await insertDemoWills(
    db,
    bodyId,
    staff.flatMap(({ id }) =>
      random() < 0.34
        ? [
            {
              personId: id,
              ...{ reform: random() < 0.45, learn: random() < 0.7, teach: random() < 0.2 },
              hours: Math.floor(random() * 5),
              shownTo: (['office', 'head', 'everyone'] as const)[Math.floor(random() * 3)]!,
            },
          ]
        : [],
    ),
    staff.filter(() => random() < 0.4).map(({ id }) => id),
  )
  await refreshEstimates(
    db,
    bodyId,
    staff.map(({ id }) => id),
  )
}

const leadersFile = join(import.meta.dirname, '../../../data/demo/profiles/leaders.json')

/** Of the demo city: leaders in somewhat more than half of the sections, some recognised, one who wants to lead. */
export async function loadDemoLeaders(db: Db, { bodyId, people, signIns }: DemoCity, today: IsoDate): Promise<void> {
  const { reasons, words } = DemoLeaders.parse(JSON.parse(await readFile(leadersFile, 'utf8')))
  const random = numbersFrom(20260701)
  const office = signIns.get('demo-04')!
  const postOf = (person: (typeof people)[number]) => person.posts.findLast(({ kind }) => kind === 'main')!
  const bySection = Map.groupBy(
    people.filter((person) => !person.left && !postOf(person).head),
    (person) => postOf(person).section,
  )
  const year = fiscalYearOf(today)
  const leaders = [...bySection.values()]
    .filter(() => random() < 0.6)
    .map((members) => {
      const from = firstDayOf(year - Math.floor(random() * leaderPreset.years))
      const { id: personId } = members[Math.floor(random() * members.length)]!
      return { id: newId(), personId, from, to: endOfYears(from, leaderPreset.years) }
    })
  const proposed = (await judged(db, bodyId, criteriaPreset)).filter(
    ({ id, findings }) => id !== office && standing(findings) === 'ready',
  )
  const recognised = proposed
    .filter(() => random() < 0.6)
    .map(({ id: personId, findings }, at) => ({
      ...{ id: newId(), personId, reason: reasons[at % reasons.length]!, criteria: criteriaPreset, findings },
      validTo: endOfYears(today, 1 + (at % criteriaPreset.years)),
    }))
  await insertDemoLeaders(db, bodyId, office, leaders, recognised)
  await insertDemoWishes(
    db,
    bodyId,
    recognised.filter(() => random() < 0.7).map(({ personId }) => personId),
  )
  const head = people.find(({ id }) => id === signIns.get('demo-03'))
  const wanting =
    head && bySection.get(postOf(head).section)?.find(({ id }) => !leaders.some((one) => one.personId === id))
  if (wanting) await insertDemoNominations(db, bodyId, [{ id: newId(), personId: wanting.id, words: words[0]! }])
}
