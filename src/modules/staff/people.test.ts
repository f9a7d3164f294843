import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, ensureSection, startTestNode, type TestNode } from '#app/testing/node'
import { dateInJapan, fiscalYearOf, lastDayOf } from '#kernel/fiscal-year'

let node: TestNode
let hr: Client
let admin: Client
let staff: Client
let staffId: string
const today = dateInJapan(new Date())
const refused = (reason: string) => expect.objectContaining({ data: expect.objectContaining({ reason }) })

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'admin', name: '管理 太郎', roles: ['administrator'] })
  await createPerson(node, { login: 'hr', name: '人事 花子', roles: ['hr'] })
  staffId = (await createPerson(node, { login: 'staff', name: '職員 次郎', section: '0202' })).personId
  ;[hr, admin, staff] = await Promise.all([node.as('hr'), node.as('admin'), node.as('staff')])
})
afterAll(() => node?.stop())

test('a person is registered, transferred and leaves; every day of it can be asked for', async () => {
  const [a, b] = await Promise.all([
    ensureSection(node.owner, node.bodyId, '1001', '税務課'),
    ensureSection(node.owner, node.bodyId, '1002', '福祉課'),
  ])
  const post = { sectionId: a, title: '主事', from: '2024-04-01' }
  const { id } = await hr.person.create({
    staffNumber: 'P1',
    name: '𠮷田 葛\u{e0100}子',
    kana: 'ヨシダ カズコ',
    joinedOn: '2024-04-01',
    post,
  })
  await hr.post.add({ personId: id, sectionId: b, title: '主任', from: '2025-04-01' })
  await hr.person.leave({ id, on: '2026-03-31' })
  const at = async (asOf: string) => {
    const { posts, away, name } = await staff.person.get({ id, asOf })
    expect(name).toBe('𠮷田 葛\u{e0100}子')
    return { away, posts: posts.map((one) => [one.sectionName, one.title, one.from, one.to]) }
  }
  expect(await at('2024-03-31')).toEqual({ away: true, posts: [] })
  expect(await at('2025-03-31')).toEqual({ away: false, posts: [['税務課', '主事', '2024-04-01', '2025-03-31']] })
  expect(await at('2025-04-01')).toEqual({ away: false, posts: [['福祉課', '主任', '2025-04-01', '2026-03-31']] })
  expect(await at('2026-04-01')).toEqual({ away: true, posts: [] })
  const listed = async (asOf: string) => (await staff.person.list({ asOf, sectionId: a })).people.map((one) => one.id)
  expect(await listed('2025-03-31')).toContain(id)
  expect(await listed('2025-04-01')).not.toContain(id)
})

test('the directory finds by kana and name whatever width, spaces and variant forms', async () => {
  await hr.person.create({ staffNumber: 'K1', name: '髙橋 みどり', kana: 'タカハシ ミドリ' })
  for (const query of ['たかはし', 'ﾀｶﾊｼﾐ', 'タカハシ　ミドリ', '高橋', '髙橋みどり']) {
    expect((await staff.person.list({ query })).people.map((one) => one.name)).toContain('髙橋 みどり')
    const { people } = await staff.person.find({ starting: query })
    expect(people.map((one) => one.name)).toContain('髙橋 みどり')
  }
  expect((await staff.person.list({ query: '%' })).people.length).toBeGreaterThan(0)
  expect((await staff.person.find({ starting: 'みどり' })).people).toEqual([])
})

test('pages of the list hold everybody once', async () => {
  for (let i = 0; i < 12; i++)
    await hr.person.create({ staffNumber: `L${i}`, name: '同姓 同名', kana: 'ドウセイ ドウメイ' })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await staff.person.list({ query: 'どうせい', limit: 5, cursor })
    expect(page.total).toBe(12)
    seen.push(...page.people.map((one) => one.id))
    cursor = page.next
  } while (cursor)
  expect(new Set(seen).size).toBe(12)
  expect(seen.length).toBe(12)
})

test('colleagues see name, section and title; numbers, mail and careers only those who need them, and it is audited', async () => {
  const line = (await staff.person.list({ query: '職員 次郎' })).people[0]!
  expect(line).toMatchObject({ name: '職員 次郎', sectionName: '第0202課', title: '主事' })
  expect(line).not.toHaveProperty('staffNumber')
  expect((await staff.person.list({ query: 'staff' })).people).toEqual([])
  expect((await hr.person.list({ query: 'staff' })).people[0]).toMatchObject({ staffNumber: 'staff' })
  expect((await staff.person.record({ id: staffId })).staffNumber).toBe('staff')
  const { personId: other } = await createPerson(node, { login: 'other' })
  await expect(staff.person.record({ id: other })).rejects.toEqual(refused('not-permitted'))
  expect((await staff.person.get({ id: other })).may).toEqual({ record: false, edit: false, roles: false })
  await hr.person.record({ id: other })
  const { rows } = await node.owner.query(
    "select payload::jsonb as p from audit_entry where payload like '%person.record%'",
  )
  expect(rows.map(({ p }) => [p.effect, p.subjects])).toContainEqual(['view', [other]])
})

test('those without the role are refused', async () => {
  const create = { staffNumber: 'X', name: 'X' }
  await expect(staff.person.create(create)).rejects.toEqual(refused('not-permitted'))
  await expect(staff.person.export({ format: 'csv-utf8', reason: 'x' })).rejects.toEqual(refused('not-permitted'))
  await expect(staff.section.create({ code: 'X', name: 'X', kind: 'section', from: today })).rejects.toEqual(
    refused('not-permitted'),
  )
  await expect(staff.role.list({})).rejects.toEqual(refused('not-permitted'))
  await expect(hr.role.grant({ personId: staffId, role: 'hr' })).rejects.toEqual(refused('not-permitted'))
  await expect(staff.staffImport.list()).rejects.toEqual(refused('not-permitted'))
  await expect(hr.body.update({ name: 'x', kana: '', revision: 1 })).rejects.toEqual(refused('not-permitted'))
  await expect(node.anyone.person.list({})).rejects.toEqual(refused('signed-out'))
})

test('bad input and clashes are refused in words', async () => {
  await expect(hr.person.create({ staffNumber: 'P1', name: '重複' })).rejects.toMatchObject({
    data: { title: '職員番号「P1」は既に使われています。' },
  })
  await expect(hr.person.create({ staffNumber: 'Z', name: 'a\u0000b' })).rejects.toEqual(refused('input'))
  await expect(hr.person.create({ staffNumber: 'Z', name: '山田', joinedOn: '2026-02-30' })).rejects.toEqual(
    refused('input'),
  )
  const record = await hr.person.record({ id: staffId })
  const edit = { ...record, mail: 'a@example.jp' }
  await hr.person.update(edit)
  await expect(hr.person.update({ ...edit, name: '別名' })).rejects.toEqual(refused('stale'))
  const section = await ensureSection(node.owner, node.bodyId, '0202')
  const again = { personId: staffId, sectionId: section, kind: 'concurrent' as const, from: '2025-04-01' }
  await expect(hr.post.add(again)).rejects.toEqual(refused('overlap'))
  await expect(hr.post.add({ ...again, kind: 'main', from: '2000-01-01' })).rejects.toEqual(refused('section-not-held'))
})

test('sections are renamed, moved and ended on days; history stays, circles and orphans are refused', async () => {
  const department = (await hr.section.create({ code: '9000', name: '旧部', kind: 'department', from: '2020-04-01' }))
    .id
  const section = (
    await hr.section.create({ code: '9001', name: '旧課', kind: 'section', parentId: department, from: '2020-04-01' })
  ).id
  await hr.section.rename({ id: section, name: '新課', from: '2025-04-01' })
  const nameOn = async (asOf: string) =>
    (await staff.section.tree({ asOf })).sections.find((one) => one.id === section)?.name
  expect([await nameOn('2025-03-31'), await nameOn('2025-04-01'), await nameOn('2020-03-31')]).toEqual([
    '旧課',
    '新課',
    undefined,
  ])
  await expect(hr.section.rename({ id: section, name: '別', from: '2024-04-01' })).rejects.toEqual(
    refused('later-change'),
  )
  await expect(hr.section.move({ id: department, parentId: section, from: '2026-04-01' })).rejects.toEqual(
    refused('cycle'),
  )
  await expect(hr.section.end({ id: department, on: '2026-03-31' })).rejects.toEqual(refused('has-sections'))
  await expect(hr.section.create({ code: '９００１', name: 'x', kind: 'section', from: today })).rejects.toEqual(
    refused('code-used'),
  )
  const { id } = await hr.person.create({
    staffNumber: 'S1',
    name: '配属 者',
    post: { sectionId: section, from: '2025-04-01' },
  })
  await expect(hr.section.end({ id: section, on: '2026-03-31' })).rejects.toMatchObject({
    data: { title: '2026-03-31 より後も配属されている職員が 1 人います。先に異動させてから廃止してください。' },
  })
  await hr.person.leave({ id, on: '2026-03-31' })
  await hr.section.end({ id: section, on: '2026-03-31' })
  expect(await nameOn('2026-03-31')).toBe('新課')
  expect(await nameOn('2026-04-01')).toBe(undefined)
  expect((await staff.section.history({ id: section })).periods.map((one) => one.name)).toEqual(['新課', '旧課'])
})

test('roles end with the fiscal year, are extended together, and the last administrator stays', async () => {
  const { id, to } = await admin.role.grant({ personId: staffId, role: 'dx-office', reason: '兼務' })
  expect(to).toBe(lastDayOf(fiscalYearOf(today)))
  expect((await staff.session.current()).person?.roles).toContain('dx-office')
  await expect(admin.role.grant({ personId: staffId, role: 'dx-office' })).rejects.toEqual(refused('already-held'))
  const extended = await admin.role.extend({ ids: [id] })
  expect(extended).toEqual({ extended: 1, to: lastDayOf(fiscalYearOf(today) + 1) })
  await admin.role.revoke({ id })
  expect((await staff.session.current()).person?.roles).not.toContain('dx-office')
  const own = (await admin.role.list({ role: 'administrator' })).grants[0]!
  await expect(admin.role.revoke({ id: own.id })).rejects.toEqual(refused('last-administrator'))
})
