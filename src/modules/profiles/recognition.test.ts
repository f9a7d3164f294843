import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { remindOfEnds } from './handlers/ending.ts'
import { endOfYears } from './rules/recognition.ts'

let node: TestNode
const as: Record<string, Client> = {}
const ids: Record<string, string> = {}
const people = [
  { login: 'taro', section: '0101' },
  { login: 'jiro', section: '0101' },
  { login: 'boss', section: '0101', head: true },
  { login: 'other', section: '0102', head: true },
  { login: 'third', section: '0102' },
  { login: 'office', section: '0103', roles: ['dx-office' as const] },
  { login: 'hr', section: '0103', roles: ['hr' as const] },
  { login: 'mayor', section: '0104', roles: ['executive' as const] },
  { login: 'admin', section: '0104', roles: ['administrator' as const] },
  { login: 'guest', section: '0104', roles: ['expert' as const] },
  { login: 'pref', section: '0104', roles: ['prefecture' as const] },
]

beforeAll(async () => {
  node = await startTestNode()
  for (const person of people) {
    ids[person.login] = (await createPerson(node, { name: `${person.login}さん`, ...person })).personId
    as[person.login] = await node.as(person.login)
  }
  await node.owner.query("update person set employment = 'guest' where id = any($1)", [[ids.guest, ids.pref]])
  // taro is known to be able in two skills.
  for (const skill of ['city-sheet', 'city-ai'])
    for (const judge of ['boss', 'jiro', 'other'])
      await as[judge]!.evidence.endorse({
        ...{ id: newId(), personId: ids.taro!, skill, level: 4, note: '一緒に取り組みました' },
      })
  await as.jiro!.evidence.report({ reports: [{ id: newId(), skill: 'city-sheet', level: 1 }] })
})
afterAll(() => node?.stop())

const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
const criteria = {
  years: 3,
  conditions: [
    { kind: 'skills' as const, skills: ['city-sheet', 'city-ai'], count: 2, level: 2, chance: 0.7 },
    { kind: 'evidence' as const, kinds: ['manager' as const], count: 1, years: 3 },
  ],
}

test('criteria are the city’s: everybody reads them, the DX section changes them, nobody over another’s change', async () => {
  const { criteria: preset, own, mayEdit } = await as.taro!.recognition.criteria({})
  expect([own, mayEdit, preset.conditions.length > 3]).toEqual([false, false, true])
  // Of somebody nothing is known of, every axis may be there: the framework in use has skills of each.
  const { findings } = await as.third!.recognition.own({})
  const byAxis = preset.conditions.flatMap(({ kind }, at) => (kind === 'axis' ? [findings[at]!.state] : []))
  expect(byAxis).toEqual(['unknown', 'unknown', 'unknown'])
  const save = (login: string, before: object, next: object = criteria) =>
    as[login]!.recognition.saveCriteria({ before, criteria: next } as never)
  for (const login of ['taro', 'hr', 'mayor', 'boss'])
    await expect(save(login, preset)).rejects.toMatchObject({ status: 403 })
  const wrong = { years: 3, conditions: [{ ...criteria.conditions[0], skills: ['no-such'] }] }
  await expect(save('office', preset, wrong)).rejects.toMatchObject({ data: { reason: 'no-skill' } })
  await expect(save('office', preset, { years: 0, conditions: [] })).rejects.toMatchObject({ status: 400 })
  await save('office', preset)
  await expect(save('office', preset)).rejects.toMatchObject({ data: { reason: 'stale' } })
  expect((await as.office!.recognition.criteria({})).own).toBe(true)
})

test('the system proposes with its reasons, the unknown apart; who looks states why, and the person reads it', async () => {
  await expect(as.office!.recognition.candidates({})).rejects.toMatchObject({ data: { reason: 'purpose' } })
  const found = await as.office!.recognition.candidates({ purpose: 'recognition' })
  expect(found.total).toEqual({ ready: 1, near: 0 })
  expect(found.people[0]).toMatchObject({
    name: 'taroさん',
    ready: true,
    findings: [{ state: 'met' }, { state: 'met' }],
  })
  expect((await as.taro!.profile.looks({})).looks[0]).toMatchObject({ view: 'recognition', purpose: 'recognition' })
  for (const login of ['taro', 'boss', 'mayor', 'admin', 'guest', 'pref'])
    await expect(as[login]!.recognition.candidates({ purpose: 'recognition' })).rejects.toMatchObject({ status: 403 })
  expect((await as.jiro!.recognition.own({})).findings[0]).toMatchObject({ state: 'unmet', have: 0, might: 1 })
})

test('people decide, with a reason and an end; the person is told, and reads it', async () => {
  const decide = (login: string, more: object = {}) =>
    as[login]!.recognition.decide({
      ...{ id: newId(), personId: ids.taro!, decision: 'recognised', reason: '窓口改革の中心です。' },
      ...(more as object),
    } as never)
  for (const login of ['hr', 'boss', 'mayor', 'taro'])
    await expect(decide(login)).rejects.toMatchObject({ status: 403 })
  await expect(decide('office', { reason: ' ' })).rejects.toMatchObject({ status: 400 })
  await expect(decide('office', { personId: ids.office })).rejects.toMatchObject({ data: { reason: 'self' } })
  await expect(decide('office', { personId: ids.guest })).rejects.toMatchObject({ data: { reason: 'not-staff' } })
  await expect(decide('office', { validTo: '2099-03-31' })).rejects.toMatchObject({ data: { reason: 'too-long' } })
  await expect(decide('office', { validTo: today })).rejects.toMatchObject({ data: { reason: 'past' } })
  await expect(decide('office', { personId: ids.jiro, decision: 'withdrawn' })).rejects.toMatchObject({
    data: { reason: 'not-recognised' },
  })
  expect(await decide('office')).toEqual({ validTo: endOfYears(today, 3) })
  const own = await as.taro!.recognition.own({})
  expect(own).toMatchObject({ recognisedUntil: endOfYears(today, 3), history: [{ reason: '窓口改革の中心です。' }] })
  expect((await as.taro!.notice.list({})).notices[0]).toMatchObject({ kind: 'recognised' })
})

test('who is recognised: all to those who may, to colleagues only who lets them; never to guests', async () => {
  const names = async (login: string) => (await as[login]!.recognition.list({})).people.map(({ name }) => name)
  for (const login of ['office', 'hr', 'mayor']) expect(await names(login)).toEqual(['taroさん'])
  for (const login of ['jiro', 'boss', 'admin']) expect(await names(login)).toEqual([])
  for (const login of ['guest', 'pref'])
    await expect(as[login]!.recognition.list({})).rejects.toMatchObject({ status: 403 })
  await as.taro!.recognition.wish({ declined: false, shown: true })
  expect(await names('jiro')).toEqual(['taroさん'])
  const before = await as.office!.recognition.list({ on: '2020-01-01' })
  expect(before.people).toEqual([])
  const after = await as.office!.recognition.list({ on: `${Number(today.slice(0, 4)) + 4}-04-01` })
  expect(after.people).toEqual([])
})

test('a recognition about to end is told in time; it can be taken back with a reason; who declines is not proposed', async () => {
  const expiring = async () =>
    (await as.office!.notice.list({})).notices.filter(({ kind }) => kind === 'expiring').length
  const remind = () => remindOfEnds({}, { pool: node.owner, config: {} as never })
  await node.owner.query('update recognition set valid_to = current_date + 91')
  await remind()
  expect(await expiring()).toBe(0)
  await node.owner.query('update recognition set valid_to = current_date + 88')
  await remind()
  await remind()
  expect(await expiring()).toBe(1)
  expect((await as.taro!.notice.list({})).notices[0]).toMatchObject({ kind: 'expiring', title: 'taroさん' })
  expect((await as.office!.notice.list({})).notices[0]).toMatchObject({ kind: 'expiring', title: 'taroさん' })
  const withdrawn = { personId: ids.taro!, decision: 'withdrawn' as const, reason: '異動で別の職種になりました。' }
  await as.office!.recognition.decide({ id: newId(), ...withdrawn })
  expect((await as.office!.recognition.list({})).people).toEqual([])
  expect((await as.taro!.recognition.own({})).history).toHaveLength(2)
  const later = { personId: ids.taro!, decision: 'recognised' as const, reason: '戻りました。' }
  await as.office!.recognition.decide({ id: newId(), ...later })
  await as.taro!.recognition.wish({ declined: true, shown: false })
  expect((await as.office!.recognition.list({})).people).toEqual([])
  expect((await as.taro!.recognition.own({})).history[0]).toMatchObject({ decision: 'withdrawn', by: 'taroさん' })
  expect((await as.office!.recognition.candidates({ purpose: 'recognition' })).people).toEqual([])
  const again = { id: newId(), personId: ids.taro!, decision: 'recognised' as const, reason: 'もう一度' }
  await expect(as.office!.recognition.decide(again)).rejects.toMatchObject({ data: { reason: 'declined' } })
})

const open = async (login: string) => as[login]!.leader.open({})
const nominate = (login: string, personId?: string) =>
  as[login]!.leader.nominate({ id: newId(), words: '係の手順書を作り直したい', ...(personId ? { personId } : {}) })

test('a leader: who wants to, the head permits, the DX section appoints for three fiscal years', async () => {
  expect(await nominate('taro')).toEqual({ state: 'asked' })
  await expect(nominate('taro')).rejects.toMatchObject({ data: { reason: 'already' } })
  expect((await open('other')).nominations).toEqual([])
  const [asked] = (await open('boss')).nominations
  expect(asked).toMatchObject({ person: { name: 'taroさん' }, state: 'asked', may: ['agree', 'refuse'] })
  const answer = (login: string, answer: 'agree' | 'refuse', reason = '') =>
    as[login]!.leader.answer({ id: asked!.id, revision: asked!.revision, answer, reason })
  for (const login of ['taro', 'other', 'office'])
    await expect(answer(login, 'agree')).rejects.toMatchObject({ data: { reason: 'not-yours' } })
  await expect(answer('boss', 'refuse')).rejects.toMatchObject({ data: { reason: 'say-why' } })
  const appoint = (login: string, revision: number) =>
    as[login]!.leader.appoint({ id: newId(), nominationId: asked!.id, revision, reason: '' })
  await expect(appoint('office', 1)).rejects.toMatchObject({ data: { reason: 'not-agreed' } })
  expect(await answer('boss', 'agree')).toEqual({ state: 'agreed' })
  await expect(answer('boss', 'agree')).rejects.toMatchObject({ status: 403 })
  await expect(appoint('boss', 2)).rejects.toMatchObject({ status: 403 })
  await expect(appoint('office', 1)).rejects.toMatchObject({ data: { reason: 'moved' } })
  for (const from of ['1999-04-01', '2199-04-01'])
    await expect(
      as.office!.leader.appoint({ id: newId(), nominationId: asked!.id, revision: 2, from }),
    ).rejects.toMatchObject({ data: { reason: 'from' } })
  expect(await appoint('office', 2)).toEqual({ to: endOfYears(today, 3) })
  await expect(nominate('taro')).rejects.toMatchObject({ data: { reason: 'leads' } })
  expect((await as.taro!.notice.list({})).notices[0]).toMatchObject({ kind: 'appointed' })
})

test('a head asks one of their own; the person may say no, with a reason', async () => {
  await expect(nominate('boss', ids.other)).rejects.toMatchObject({ data: { reason: 'other-section' } })
  expect(await nominate('boss', ids.jiro)).toEqual({ state: 'offered' })
  const [offered] = (await open('jiro')).nominations
  expect(offered).toMatchObject({ by: 'bossさん', may: ['agree', 'refuse'] })
  const { id, revision } = offered!
  expect(await as.jiro!.leader.answer({ id, revision, answer: 'refuse', reason: '育児のため、来年度なら' })).toEqual({
    state: 'declined',
  })
})

test('coverage is by where people are: a term goes along with a transfer, and ends when it is ended', async () => {
  const coverage = async (on?: string) => {
    const { sections } = await as.mayor!.leader.coverage(on ? { on } : {})
    return Object.fromEntries(sections.map(({ name, leaders }) => [name, leaders.map((one) => one.name)]))
  }
  expect(await coverage()).toMatchObject({ 第0101課: ['taroさん'], 第0102課: [] })
  await expect(as.guest!.leader.coverage({})).rejects.toMatchObject({ status: 403 })
  await node.owner.query(
    `with gone as (update post set valid_to = current_date - 1 where person_id = $1 returning body_id, person_id)
     insert into post (body_id, id, person_id, section_id, kind, title, head, valid_from)
     select g.body_id, gen_random_uuid(), g.person_id, s.id, 'main', '主事', false, current_date
     from gone g join section s on s.body_id = g.body_id and s.code = '0102'`,
    [ids.taro],
  )
  expect(await coverage()).toMatchObject({ 第0101課: [], 第0102課: ['taroさん'] })
  const yesterday = new Date(Date.now() + 9 * 3_600_000 - 86_400_000).toISOString().slice(0, 10)
  expect(await coverage(yesterday)).toMatchObject({ 第0102課: [] })
  const seen = async (login: string) => (await as[login]!.leader.coverage({})).sections.map(({ name }) => name)
  expect(await seen('other')).toEqual(['第0102課'])
  expect(await seen('jiro')).toEqual(['第0101課'])
  expect(await as.boss!.leader.coverage({})).toMatchObject({ among: 'own', covered: 0 })
  const [term] = (await open('taro')).own.terms
  const end = (login: string) => as[login]!.leader.end({ id: term!.id, reason: '長期の派遣のため' })
  await expect(end('boss')).rejects.toMatchObject({ status: 403 })
  await end('office')
  await expect(end('office')).rejects.toMatchObject({ data: { reason: 'over' } })
  expect(await coverage()).toMatchObject({ 第0102課: [] })
})

test('the rules of leaders are the city’s: how long, how many, and which target', async () => {
  const rulesNow = async () => {
    const { targetName, ...rules } = (await as.office!.leader.coverage({})).rules
    return rules
  }
  const before = await rulesNow()
  expect(before).toMatchObject({ years: 3, each: 1 })
  const save = (login: string, more: object, from = before) =>
    as[login]!.leader.saveRules({ before: from, rules: { ...before, ...more } })
  for (const login of ['taro', 'boss', 'hr', 'mayor', 'admin', 'guest', 'pref'])
    await expect(save(login, {})).rejects.toMatchObject({ status: 403 })
  await expect(save('office', { years: 0 })).rejects.toMatchObject({ status: 400 })
  await expect(save('office', { target: 'no-such' })).rejects.toMatchObject({ data: { reason: 'no-target' } })
  await save('office', { years: 1, each: 2 })
  await expect(save('office', { years: 2 })).rejects.toMatchObject({ data: { reason: 'stale' } })
  expect(await rulesNow()).toEqual({ ...before, years: 1, each: 2 })
  await nominate('third')
  const [asked] = (await open('other')).nominations
  await as.other!.leader.answer({ id: asked!.id, revision: 1, answer: 'agree' })
  const term = { id: newId(), nominationId: asked!.id, revision: 2 }
  expect(await as.office!.leader.appoint(term)).toEqual({ to: endOfYears(today, 1) })
  expect((await as.office!.leader.coverage({})).covered).toBe(0)
})

test('who heads their own section needs no other permission; the DX section decides', async () => {
  expect(await nominate('boss')).toEqual({ state: 'agreed' })
  expect((await as.office!.notice.list({})).notices[0]).toMatchObject({ kind: 'nominated' })
})
