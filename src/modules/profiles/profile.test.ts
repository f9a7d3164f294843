import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
const as: Record<string, Client> = {}
const ids: Record<string, string> = {}

const people = [
  { login: 'taro', section: '0101' },
  { login: 'peer', section: '0102' },
  { login: 'boss', section: '0101', head: true },
  { login: 'other', section: '0102', head: true },
  { login: 'office', section: '0103', roles: ['dx-office' as const] },
  { login: 'hr', section: '0103', roles: ['hr' as const] },
  { login: 'mayor', section: '0103', roles: ['executive' as const] },
  { login: 'admin', section: '0103', roles: ['administrator' as const] },
]

beforeAll(async () => {
  node = await startTestNode()
  for (const person of people) {
    ids[person.login] = (await createPerson(node, { name: `${person.login}さん`, ...person })).personId
    as[person.login] = await node.as(person.login)
  }
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
})
afterAll(() => node?.stop())

const skillOf = async (client: Client, skill: string, personId?: string) => {
  const { areas } = await client.profile.get(personId ? { personId } : {})
  return areas.flatMap((area) => area.skills).find((one) => one.skill === skill)!
}

test('before anything is known every skill is unknown, which is no figure', async () => {
  const profile = await as.taro!.profile.get({})
  const skills = profile.areas.flatMap((area) => area.skills)
  expect(skills).toHaveLength(24)
  for (const skill of skills)
    expect(skill).toMatchObject({
      state: 'unknown',
      mean: null,
      low: null,
      high: null,
      level: null,
      chances: [],
      rows: 0,
    })
  expect(profile).toMatchObject({ seenAs: 'self', target: null, shownToColleagues: false })
})

test('a self-report counts at once, less than it says, and once however often it is sent', async () => {
  const reports = [{ id: newId(), skill: 'city-sheet', level: 3 }]
  expect(await as.taro!.evidence.report({ reports })).toEqual({ recorded: 1 })
  expect(await as.taro!.evidence.report({ reports })).toEqual({ recorded: 0 })
  const skill = await skillOf(as.taro!, 'city-sheet')
  expect(skill).toMatchObject({ state: 'known', rows: 1 })
  expect(skill.mean).toBeGreaterThan(1.3)
  expect(skill.mean).toBeLessThan(2.6)
  expect(skill.chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 6)
  expect(await skillOf(as.taro!, 'city-ai')).toMatchObject({ state: 'unknown', mean: null })
  await expect(
    as.taro!.evidence.report({ reports: [{ id: newId(), skill: 'no-such', level: 1 }] }),
  ).rejects.toMatchObject({ data: { reason: 'no-skill' } })
  for (const level of [-1, 5, Number.NaN])
    await expect(
      as.taro!.evidence.report({ reports: [{ id: newId(), skill: 'city-sheet', level }] }),
    ).rejects.toMatchObject({ status: 400 })
})

test('an endorsement narrows it; the head’s counts as a head’s; nobody endorses themselves', async () => {
  const before = await skillOf(as.taro!, 'city-sheet')
  const praise = { personId: ids.taro!, skill: 'city-sheet', level: 3, note: '集計表を作り直していた' }
  expect(await as.peer!.evidence.endorse({ id: newId(), ...praise })).toMatchObject({ kind: 'colleague' })
  expect(await as.boss!.evidence.endorse({ id: newId(), ...praise })).toMatchObject({ kind: 'manager' })
  expect(await as.other!.evidence.endorse({ id: newId(), ...praise })).toMatchObject({ kind: 'colleague' })
  const after = await skillOf(as.taro!, 'city-sheet')
  expect(after.high! - after.low!).toBeLessThan(before.high! - before.low!)
  await expect(as.taro!.evidence.endorse({ id: newId(), ...praise })).rejects.toMatchObject({
    data: { reason: 'self' },
  })
  await expect(as.peer!.evidence.endorse({ id: newId(), ...praise, note: ' ' })).rejects.toMatchObject({ status: 400 })
  await expect(as.peer!.evidence.endorse({ id: newId(), ...praise, personId: newId() })).rejects.toMatchObject({
    status: 404,
  })
})

test('why: the parts of the rows, the course, and where to look', async () => {
  const { contributions, trail, estimate } = await as.taro!.profile.skill({ skill: 'city-sheet' })
  expect(contributions.map(({ kind }) => kind).sort()).toEqual(['colleague', 'colleague', 'manager', 'self'])
  expect(contributions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6)
  expect(trail.at(-1)!.mean).toBeCloseTo(estimate.mean!, 6)
  await expect(as.taro!.profile.skill({ skill: 'no-such' })).rejects.toMatchObject({ status: 404 })
})

test('a withdrawn row stays in the ledger and out of the estimate', async () => {
  const id = newId()
  const before = await skillOf(as.taro!, 'city-ai')
  await as.peer!.evidence.endorse({ id, personId: ids.taro!, skill: 'city-ai', level: 4, note: '見ていないのに' })
  expect(await skillOf(as.taro!, 'city-ai')).toMatchObject({ state: 'known' })
  await expect(as.other!.evidence.withdraw({ id, reason: '関係ない人' })).rejects.toMatchObject({ status: 404 })
  await as.taro!.evidence.withdraw({ id, reason: '事実と違う' })
  await expect(as.taro!.evidence.withdraw({ id, reason: 'もう一度' })).rejects.toMatchObject({
    data: { reason: 'already' },
  })
  expect(await skillOf(as.taro!, 'city-ai')).toEqual(before)
  const { rows } = await as.taro!.evidence.list({})
  expect(rows.find((row) => row.id === id)).toMatchObject({
    withdrawn: { by: 'taroさん', reason: '事実と違う' },
    mayWithdraw: false,
    recordedBy: 'peerさん',
  })
  const kept = await node.owner.query('select own_rows from skill_estimate where person_id = $1 and skill = $2', [
    ids.taro,
    'city-ai',
  ])
  expect(kept.rows).toEqual([{ own_rows: 0 }])
})

test('certificates are recorded by those who checked them, never of days to come', async () => {
  const row = { personId: ids.taro!, skill: 'city-security', level: 3, title: '情報処理の資格', issuedOn: '2024-10-01' }
  await expect(as.taro!.evidence.certify({ id: newId(), ...row })).rejects.toMatchObject({ status: 403 })
  await expect(as.hr!.evidence.certify({ id: newId(), ...row, issuedOn: '2999-01-01' })).rejects.toMatchObject({
    data: { reason: 'future' },
  })
  await as.hr!.evidence.certify({ id: newId(), ...row })
  expect((await skillOf(as.taro!, 'city-security')).lastOn).toBe('2024-10-01')
})

test('the ledger cannot be changed past the handlers either', async () => {
  const client = await node.owner.connect()
  try {
    for (const statement of [
      'update evidence set level = 4',
      'delete from evidence',
      'delete from evidence_withdrawal',
    ]) {
      await client.query('begin; set local role banso_app')
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
      await client.query('rollback')
    }
  } finally {
    client.release()
  }
})

test('an accepted answer under a tag is evidence the same second; taking it back withdraws it', async () => {
  const { id } = await as.taro!.topic.create({
    ...{ id: newId(), kind: 'question', title: '電子申請の様式を変えたい', body: 'どこから直しますか。' },
    tags: ['電子申請'],
  })
  const answer = { topicId: id, id: newId(), body: '管理画面の様式の一覧から直します。' }
  await as.peer!.answer.create(answer)
  expect(await skillOf(as.peer!, 'city-procedure')).toMatchObject({ state: 'unknown' })
  await as.taro!.answer.accept({ id: answer.id, accepted: true })
  expect(await skillOf(as.peer!, 'city-procedure')).toMatchObject({ state: 'known', rows: 1 })
  expect((await as.peer!.evidence.list({})).rows[0]).toMatchObject({
    ...{ kind: 'answer', note: '電子申請の様式を変えたい', link: `/topics/${id}#${answer.id}` },
  })
  await as.taro!.answer.accept({ id: answer.id, accepted: false })
  expect(await skillOf(as.peer!, 'city-procedure')).toMatchObject({ state: 'unknown' })
  await as.taro!.answer.accept({ id: answer.id, accepted: true })
  await as.taro!.answer.accept({ id: answer.id, accepted: true })
  expect(await skillOf(as.peer!, 'city-procedure')).toMatchObject({ rows: 1 })
})

test('what was answered without a name, or to oneself, is no evidence', async () => {
  const { id } = await as.taro!.topic.create({
    ...{ id: newId(), kind: 'question', title: 'RPAの始め方', body: '何から始めますか。', tags: ['RPA'] },
  })
  const secret = { topicId: id, id: newId(), body: '一つの作業を選びます。', anonymous: true }
  const own = { topicId: id, id: newId(), body: '自分で調べました。' }
  await as.other!.answer.create(secret)
  await as.taro!.answer.create(own)
  await as.taro!.answer.accept({ id: secret.id, accepted: true })
  await as.taro!.answer.accept({ id: own.id, accepted: true })
  for (const login of ['other', 'taro']) expect(await skillOf(as[login]!, 'city-automate')).toMatchObject({ rows: 0 })
})

test('who looked, by which right and why, is written where the person reads it', async () => {
  const personId = ids.taro!
  await expect(as.office!.profile.get({ personId })).rejects.toMatchObject({ data: { reason: 'purpose' } })
  await as.office!.profile.get({ personId, purpose: 'team' })
  await as.boss!.profile.get({ personId })
  const { looks } = await as.taro!.profile.looks({})
  expect(looks).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ by: 'officeさん', as: 'dx-office', view: 'levels', purpose: 'team' }),
      expect.objectContaining({ by: 'bossさん', as: 'head', view: 'levels', purpose: null }),
    ]),
  )
  expect((await as.peer!.profile.looks({})).looks.filter(({ by }) => by === 'officeさん')).toEqual([])
})

test('will is written by the person, shown as far as they allow, and a stale edit is refused', async () => {
  const will = { reform: true, learn: true, teach: false, hoursPerWeek: 3, freeFrom: null, words: '窓口を変えたい' }
  expect(await as.taro!.will.set({ ...will, shownTo: 'head', revision: 0 })).toEqual({ revision: 1 })
  await expect(as.taro!.will.set({ ...will, shownTo: 'everyone', revision: 0 })).rejects.toMatchObject({
    data: { reason: 'stale' },
  })
  const personId = ids.taro!
  expect((await as.boss!.will.get({ personId })).will).toMatchObject({ words: '窓口を変えたい' })
  for (const login of ['peer', 'other', 'mayor'])
    await expect(as[login]!.will.get({ personId })).rejects.toMatchObject({ data: { reason: 'not-shown' } })
  await as.taro!.will.set({ ...will, shownTo: 'everyone', revision: 1 })
  for (const login of ['peer', 'other', 'mayor']) expect((await as[login]!.will.get({ personId })).will).not.toBeNull()
})
