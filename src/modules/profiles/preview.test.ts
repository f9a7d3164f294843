import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
const as: Record<string, Client> = {}
let draftId: string

beforeAll(async () => {
  node = await startTestNode({ BANSO_JOBS: '1' })
  for (const [login, section] of [
    ['a', '0101'],
    ['b', '0101'],
    ['c', '0101'],
    ['d', '0102'],
    ['e', '0102'],
    ['f', '0102'],
  ])
    await createPerson(node, { login: login!, section: section! })
  await createPerson(node, { login: 'office', section: '0103', roles: ['dx-office'] })
  for (const login of ['a', 'b', 'c', 'd', 'e', 'f', 'office']) as[login] = await node.as(login)
  const manyTests = async (login: string, skill: string, level: number) =>
    node.owner.query(
      `insert into evidence (body_id, id, person_id, framework, skill, kind, level, error, shown_on)
       select p.body_id, gen_random_uuid(), p.id, 'city', $2, 'test', $3, 0.3, current_date - n
       from person p, generate_series(1, 3) n where staff_number = $1`,
      [login, skill, level],
    )
  for (const [login, level] of [
    ['a', 3],
    ['b', 2],
    ['c', 1],
    ['d', 3],
  ] as const)
    await manyTests(login, 'city-sheet', level)
  await manyTests('e', 'city-automate', 3)
  // Estimates of those rows, as the ledger's own writers would have made them.
  for (const login of ['a', 'b', 'c', 'd', 'e'])
    await as[login]!.evidence.report({ reports: [{ id: newId(), skill: 'city-online', level: 1 }] })
  const used = await as.office!.framework.get({})
  draftId = (await as.office!.framework.copy({ id: used.id, version: '2' })).id
})
afterAll(() => node?.stop())

const preview = () => as.office!.skillMap.preview({ frameworkId: draftId })

test('a copy changes nothing for anybody', async () => {
  const seen = await preview()
  expect(seen).toMatchObject({ people: 7, sampled: false, losing: 0, gaining: 0 })
  for (const { rises, falls, unknown } of [...seen.tiers, ...seen.departments])
    expect([rises, falls, unknown]).toEqual([0, 0, 0])
  for (const { before, after } of seen.tiers) expect(after).toEqual(before)
})

/** Leaves one wanted level of one skill in a target of the draft. */
async function wants(skill: string, level: number) {
  const { profiles } = await as.office!.framework.get({ id: draftId })
  const profile = profiles.find(({ code }) => code === 'tier-general')!
  await as.office!.targetProfile.update({ id: draftId, ...profile, targets: [{ skill, level }] })
}
const tier = async () => (await preview()).tiers.find(({ code }) => code === 'tier-general')!

test('a narrower target is reached by whoever is known at its level; the others fall short or stay unknown', async () => {
  expect(await tier()).toMatchObject({ before: { reached: 0 } })
  await wants('city-sheet', 3)
  expect(await tier()).toMatchObject({ after: { reached: 2, short: 2, unknown: 3 }, rises: 2, falls: 0 })
  await wants('city-sheet', 2)
  expect(await tier()).toMatchObject({ after: { reached: 3, short: 1, unknown: 3 }, rises: 3, falls: 0 })
  const { departments } = await preview()
  expect(departments.reduce((sum, { rises }) => sum + rises, 0)).toBe(3)
  // Sections of fewer than five people are not told apart.
  expect(departments).toMatchObject([{ name: '', merged: 3, people: 7 }])
})

test('a skill that is dropped makes who had evidence on it unknown there, before anything is published', async () => {
  await as.office!.skill.remove({ id: draftId, code: 'city-automate' })
  expect(await preview()).toMatchObject({ losing: 1, gaining: 0 })
})

test('published, everybody’s estimates are made anew; the evidence on the dropped skill is kept', async () => {
  const skillOf = async (login: string) => (await as[login]!.profile.get({})).areas.flatMap(({ skills }) => skills)
  expect((await skillOf('e')).find(({ skill }) => skill === 'city-automate')).toMatchObject({ state: 'known' })
  const { changes } = await as.office!.framework.get({ id: draftId })
  await as.office!.framework.publish({ id: draftId, changes })
  await expect
    .poll(async () => (await node.owner.query("select 1 from skill_estimate where skill = 'city-automate'")).rowCount, {
      timeout: 10_000,
    })
    .toBe(0)
  expect((await skillOf('e')).some(({ skill }) => skill === 'city-automate')).toBe(false)
  expect((await as.e!.evidence.list({})).rows.some(({ skill }) => skill === 'city-automate')).toBe(true)
  expect((await skillOf('a')).find(({ skill }) => skill === 'city-sheet')).toMatchObject({ state: 'known', rows: 3 })
})

test('only those who edit frameworks see it', async () => {
  await expect(as.a!.skillMap.preview({ frameworkId: draftId })).rejects.toMatchObject({ status: 403 })
  await expect(as.office!.skillMap.preview({ frameworkId: newId() })).rejects.toMatchObject({
    data: { reason: 'not-found' },
  })
})
