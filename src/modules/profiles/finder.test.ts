import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
const as: Record<string, Client> = {}
const ids: Record<string, string> = {}
const sections: Record<string, string> = {}

const people = [
  { login: 'taro', section: '0101' },
  { login: 'jiro', section: '0101' },
  { login: 'hana', section: '0102' },
  { login: 'blank', section: '0102' },
  { login: 'boss', section: '0101', head: true },
  { login: 'office', section: '0103', roles: ['dx-office' as const] },
  { login: 'mayor', section: '0103', roles: ['executive' as const] },
  { login: 'guest', section: '0103', roles: ['expert' as const] },
  { login: 'pref', section: '0103', roles: ['prefecture' as const] },
]

beforeAll(async () => {
  node = await startTestNode()
  for (const person of people) {
    const { personId, sectionId } = await createPerson(node, { name: `${person.login}さん`, ...person })
    ids[person.login] = personId
    sections[person.login] = sectionId
    as[person.login] = await node.as(person.login)
  }
  await node.owner.query("update person set employment = 'guest' where id = any($1)", [[ids.guest, ids.pref]])
  const report = (login: string, level: number) =>
    as[login]!.evidence.report({ reports: [{ id: newId(), skill: 'city-sheet', level }] })
  await report('taro', 4)
  await report('jiro', 2)
  await report('hana', 3)
  const will = { reform: true, learn: false, teach: false, hoursPerWeek: 4, freeFrom: null, words: '' }
  await as.jiro!.will.set({ ...will, shownTo: 'head', revision: 0 })
  await as.hana!.profile.choose({ shownToColleagues: true, target: null })
})
afterAll(() => node?.stop())

const wanted = [{ skill: 'city-sheet', level: 2 }]
const names = (found: { people: { name: string }[] }) => found.people.map(({ name }) => name.replace('さん', ''))

test('DX推進課 searches all, with a purpose: who is known is ranked, who is unknown stands apart', async () => {
  await expect(as.office!.finder.search({ wanted })).rejects.toMatchObject({ data: { reason: 'purpose' } })
  const found = await as.office!.finder.search({ wanted, purpose: 'team' })
  expect(found.among).toBe('all')
  expect(names(found)).toEqual(['taro', 'hana', 'jiro'])
  expect(found.people[0]!.fit).toBeGreaterThan(found.people[2]!.fit)
  expect(found.people[2]).toMatchObject({ will: { reform: true, hoursPerWeek: 4 } })
  const unknown = await as.office!.finder.unknown({ wanted, purpose: 'team' })
  expect(unknown.people.map(({ name }) => name)).toContain('blankさん')
  expect(unknown.total).toBe(unknown.people.length)
  expect(unknown.people.map(({ name }) => name)).not.toContain('taroさん')
  expect(found.people.every(({ skills }) => skills[0]!.state === 'known' && skills[0]!.chance > 0)).toBe(true)
  const { looks } = await as.taro!.profile.looks({})
  expect(looks[0]).toMatchObject({ by: 'officeさん', view: 'finder', purpose: 'team' })
})

test('of several skills any is enough, and what is unknown counts as anybody’s chance', async () => {
  const both = [...wanted, { skill: 'city-ai', level: 2 }]
  const { people } = await as.office!.finder.search({ wanted: both, purpose: 'team' })
  expect(people).toHaveLength(3)
  expect(people[0]!.skills.map(({ state }) => state)).toEqual(['known', 'unknown'])
  expect(people[0]!.fit).toBeCloseTo((people[0]!.skills[0]!.chance + people[0]!.skills[1]!.chance) / 2, 1)
})

test('a head searches their own section and who shows their skills; a colleague only the latter', async () => {
  const byBoss = await as.boss!.finder.search({ wanted })
  expect([byBoss.among, names(byBoss)]).toEqual(['section', ['taro', 'hana', 'jiro']])
  expect(byBoss.people.find(({ name }) => name === 'jiroさん')!.will).not.toBeNull()
  const byPeer = await as.blank!.finder.search({ wanted })
  expect([byPeer.among, names(byPeer)]).toEqual(['consent', ['hana']])
  await expect(as.blank!.finder.unknown({ wanted })).resolves.toMatchObject({ total: 0, people: [] })
})

test('filters: a will or hours nobody shows the reader find nobody', async () => {
  expect(names(await as.boss!.finder.search({ wanted, will: 'reform' }))).toEqual(['jiro'])
  expect(names(await as.boss!.finder.search({ wanted, hours: 4 }))).toEqual(['jiro'])
  expect(names(await as.blank!.finder.search({ wanted, will: 'reform' }))).toEqual([])
  const there = { wanted, purpose: 'team' as const, section: sections.hana! }
  expect(names(await as.office!.finder.search(there))).toEqual(['hana'])
})

test('the mayor’s office, experts and the prefecture search nobody; what is not a skill is refused', async () => {
  await expect(as.mayor!.finder.search({ wanted })).resolves.toMatchObject({ among: 'consent' })
  for (const login of ['guest', 'pref'])
    await expect(as[login]!.finder.search({ wanted })).rejects.toMatchObject({ status: 403 })
  const wrong = { wanted: [{ skill: 'no-such', level: 2 }], purpose: 'team' as const }
  await expect(as.office!.finder.search(wrong)).rejects.toMatchObject({ data: { reason: 'no-skill' } })
  await expect(as.office!.finder.search({ wanted: [], purpose: 'team' })).rejects.toMatchObject({ status: 400 })
  await expect(as.guest!.finder.unknown({ wanted })).rejects.toMatchObject({ status: 403 })
  await expect(as.office!.finder.unknown({ wanted })).rejects.toMatchObject({ data: { reason: 'purpose' } })
  await expect(as.office!.finder.unknown(wrong)).rejects.toMatchObject({ data: { reason: 'no-skill' } })
})

test('among thousands, looking at the fittest first puts them in the order of looking at all', async () => {
  const { bodyId, owner } = node
  const { rows: places } = await owner.query("select place from skill_place where skill = 'city-sheet'")
  const at = 4 * (places[0].place - 1) + 2 // level 2
  await owner.query(
    `insert into person (body_id, id, staff_number, name, kana)
     select $1, gen_random_uuid(), 'm' || n, '群 ' || n, 'グン' || n from generate_series(1, 4000) n`,
    [bodyId],
  )
  await owner.query(
    `insert into skill_reach (body_id, framework, person_id, as_of, reached)
     select body_id, 'city', id, current_date, array_fill((hashtext(staff_number) & 511)::smallint, array[$2::integer])
     from person where body_id = $1 and staff_number like 'm%'`,
    [bodyId, at],
  )
  await owner.query(
    `insert into willingness (body_id, person_id, reform, hours_per_week)
     select body_id, id, true, hashtext(name) & 7 from person
     where body_id = $1 and staff_number like 'm%' and hashtext(kana) % 50 = 0`,
    [bodyId],
  )
  const { rows: all } = await owner.query(
    `select p.id, r.reached[$2] / 1000.0 * (1 + case when w.reform then 0.15 else 0 end
       + 0.1 * least(coalesce(w.hours_per_week, 0) / 4.0, 1)) as score, w.reform
     from skill_reach r join person p on p.id = r.person_id left join willingness w on w.person_id = p.id
     where r.body_id = $1 and r.reached[$2] >= 0 order by 2 desc, p.kana, p.id`,
    [bodyId, at],
  )
  const paged = async (pages: readonly number[], will?: 'reform') => {
    const found = []
    for (const page of pages)
      found.push(await as.office!.finder.search({ wanted, purpose: 'team', page, ...(will ? { will } : {}) }))
    return {
      ids: found.flatMap(({ people }) => people.map(({ id }) => id)),
      total: found[0]!.total,
      more: found[0]!.more,
    }
  }
  const scores = new Map(all.map(({ id, score }) => [id, Number(score)]))
  const near = (ids: readonly string[], expected: readonly { id: string }[]) =>
    expect(ids.map((id) => scores.get(id)!.toFixed(6))).toEqual(
      expected.slice(0, ids.length).map(({ id }) => scores.get(id)!.toFixed(6)),
    )
  const first = await paged([1, 2, 50])
  near(first.ids.slice(0, 40), all)
  near(first.ids.slice(40), all.slice(980, 1000))
  const willing = all.filter(({ reform }) => reform)
  const reformers = await paged(
    Array.from({ length: Math.ceil(willing.length / 20) }, (_, at) => at + 1),
    'reform',
  )
  near(reformers.ids, willing)
  expect(reformers.ids).toHaveLength(willing.length)
  expect(first.total).toBeGreaterThanOrEqual(1000)
})

test('the map of the city tells groups, never fewer than five', async () => {
  for (const login of ['blank', 'mayor', 'pref']) {
    const { groups, skills } = await as[login]!.skillMap.city({})
    const at = skills.findIndex(({ code }) => code === 'city-sheet')
    expect(groups[0]).toMatchObject({ id: 'all', people: 7 })
    expect(groups[0]!.cells[at]).toMatchObject({ known: null, mean: null, withheld: true }) // three are known
  }
  await expect(as.guest!.skillMap.city({})).rejects.toMatchObject({ status: 403 })
  for (const login of ['boss', 'office', 'mayor'])
    await as.taro!.evidence.endorse({
      ...{ id: newId(), personId: ids[login]!, skill: 'city-sheet', level: 2, note: '一緒に集計した' },
    })
  const { groups, skills } = await as.blank!.skillMap.city({ by: 'section' })
  const cell = groups[0]!.cells[skills.findIndex(({ code }) => code === 'city-sheet')]!
  expect(cell).toMatchObject({ known: 6, withheld: false })
  expect(cell.mean).toBeGreaterThan(1)
})

test('a section’s people are for its head, DX推進課 and 人事, and each look is written down', async () => {
  const sectionId = sections.taro!
  const { people, skills } = await as.boss!.skillMap.section({ sectionId })
  const taro = people.find(({ name }) => name === 'taroさん')!
  expect(taro.skills[skills.findIndex(({ code }) => code === 'city-sheet')]!.mean).toBeGreaterThan(2)
  expect(taro.skills.filter(Boolean)).toHaveLength(1)
  expect((await as.taro!.profile.looks({})).looks[0]).toMatchObject({ by: 'bossさん', as: 'head', view: 'section' })
  for (const login of ['blank', 'mayor'])
    await expect(as[login]!.skillMap.section({ sectionId })).rejects.toMatchObject({ data: { reason: 'not-allowed' } })
  await expect(as.boss!.skillMap.section({ sectionId: sections.hana! })).rejects.toMatchObject({ status: 403 })
  await expect(as.office!.skillMap.section({ sectionId })).rejects.toMatchObject({ data: { reason: 'purpose' } })
  await expect(as.boss!.skillMap.section({ sectionId: newId() })).rejects.toMatchObject({ status: 404 })
})
