import { dateInJapan, type IsoDate } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { numbersFrom } from '#kernel/random'
import { frameworkInUse } from '#modules/framework/public'
import type { DemoCity } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import { refreshEstimates } from './handlers/estimate.ts'
import { demoEvidence } from './rules/demo.ts'
import { insertDemoWills } from './store/demo.ts'
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
