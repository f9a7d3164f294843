import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import type { CourseDocument } from './contract/course.ts'
import { escalateApplications } from './handlers/clock.ts'

let node: TestNode
const as: Record<string, Client> = {}
const ids: Record<string, string> = {}
const people = [
  { login: 'taro', section: '0101' },
  { login: 'jiro', section: '0101' },
  { login: 'hana', section: '0102' },
  { login: 'boss', section: '0101', head: true },
  { login: 'other', section: '0102', head: true },
  { login: 'deputy', section: '0103' },
  { login: 'office', section: '0104', roles: ['dx-office' as const] },
  { login: 'guest', section: '0104', roles: ['expert' as const] },
]

const document: Omit<CourseDocument, 'opens' | 'fiscalYear'> = {
  ...{ provider: 'own', title: '表計算の演習', summary: '', form: 'workshop', tier: '', hours: 4, lodging: false },
  ...{ place: '会議室', url: '', fee: 0, payer: 'none', applyBy: 'here', completion: 'attendance', source: '' },
  skills: [{ skill: 'city-sheet', level: 2, from: 0 }],
}
let courseId: string

beforeAll(async () => {
  node = await startTestNode()
  for (const person of people) {
    ids[person.login] = (await createPerson(node, { name: `${person.login}さん`, ...person })).personId
    as[person.login] = await node.as(person.login)
  }
  await node.owner.query("update person set employment = 'guest' where id = $1", [ids.guest])
})
beforeEach(async () => {
  courseId = newId()
  await as.office!.course.create({ id: courseId, document: document as CourseDocument })
})
afterAll(() => node?.stop())

const hour = 3_600_000
const day = (offset: number) => new Date(Date.now() + 9 * hour + offset * 24 * hour).toISOString().slice(0, 10)
async function cohort(seats: number | null, { from = 24, framed = 0, until = day(0) } = {}) {
  const id = newId()
  const startsAt = new Date(Date.now() + from * hour)
  const meeting = { id: newId(), startsAt, endsAt: new Date(startsAt.getTime() + 2 * hour), place: '', link: '' }
  await as.office!.cohort.create({
    ...{ courseId, id },
    document: { name: '第1回', seats, framed, applyUntil: until, note: '', meetings: [meeting] },
  })
  return { id, meetingId: meeting.id }
}
const apply = (login: string, cohortId: string | null, extra = {}) =>
  as[login]!.enrolment.apply({ id: newId(), courseId, cohortId, words: '仕事で使います。', ...extra })
const asked = async (login: string, id: string) =>
  (await as[login]!.enrolment.toDecide({})).enrolments.find((one) => one.id === id)
const answer = async (login: string, id: string, approve: boolean, reason = '') => {
  const { enrolments } = await as[login]!.enrolment.toDecide({})
  const revision = enrolments.find((one) => one.id === id)?.revision ?? 1
  return as[login]!.enrolment.decide({ id, revision, approve, reason })
}
const own = async (login: string, id: string) => {
  for (const ended of [false, true]) {
    const found = (await as[login]!.enrolment.mine({ ended })).enrolments.find((one) => one.id === id)
    if (found) return found
  }
  throw new Error('not there')
}

test('apply, the head agrees, a seat, the code of the day, completed, and it is evidence the same second', async () => {
  const { id: cohortId } = await cohort(2, { from: 0.2 })
  const { id, state } = await apply('taro', cohortId)
  expect(state).toBe('asked')
  expect(await asked('boss', id)).toMatchObject({ words: '仕事で使います。', as: 'head', late: false })
  expect((await as.boss!.notice.list({})).notices[0]).toMatchObject({ kind: 'applied', title: '表計算の演習' })
  expect(await answer('boss', id, true)).toEqual({ state: 'seated' })
  expect((await as.taro!.notice.list({})).notices[0]).toMatchObject({ kind: 'enrolled' })
  const { meetings } = await as.office!.cohort.roster({ id: cohortId })
  await expect(as.jiro!.enrolment.attend({ code: meetings[0]!.code })).rejects.toMatchObject({
    data: { reason: 'not-seated' },
  })
  await expect(as.taro!.enrolment.attend({ code: 'ZZZZZZ' })).rejects.toMatchObject({ data: { reason: 'no-meeting' } })
  const there = await as.taro!.enrolment.attend({ code: meetings[0]!.code.toLowerCase() })
  expect(there).toEqual({ title: '表計算の演習', state: 'completed' })
  const { rows } = await as.taro!.evidence.list({})
  expect(rows[0]).toMatchObject({ kind: 'course', note: '表計算の演習', link: `/courses/${courseId}` })
  expect(await own('taro', id)).toMatchObject({ state: 'completed', steps: { length: 4 } })
  await as.taro!.enrolment.survey({ id, useful: 5, fitting: 3, words: '' })
  expect((await own('taro', id)).surveyed).toBe(true)
})

test('only the head (or who stands in) answers, with a reason for no, and once', async () => {
  const { id } = await apply('taro', null)
  for (const login of ['jiro', 'other', 'taro', 'deputy', 'office'])
    await expect(answer(login, id, true)).rejects.toMatchObject({ data: { reason: 'not-yours' } })
  await expect(as.guest!.enrolment.toDecide({})).rejects.toMatchObject({ status: 403 })
  await expect(answer('boss', id, false)).rejects.toMatchObject({ data: { reason: 'say-why' } })
  const delegateId = newId()
  await expect(
    as.taro!.enrolment.delegate({ id: newId(), personId: ids.deputy!, from: day(0), to: day(3) }),
  ).rejects.toMatchObject({ data: { reason: 'not-a-head' } })
  await as.boss!.enrolment.delegate({ id: delegateId, personId: ids.deputy!, from: day(0), to: day(3), reason: '出張' })
  expect(await asked('deputy', id)).toMatchObject({ as: 'delegate' })
  expect(await answer('deputy', id, false, '繁忙期のため、秋の回にしましょう。')).toEqual({ state: 'declined' })
  await expect(as.boss!.enrolment.decide({ id, revision: 1, approve: true, reason: '' })).rejects.toMatchObject({
    data: { reason: 'moved' },
  })
  expect(await own('taro', id)).toMatchObject({ state: 'declined', reason: '繁忙期のため、秋の回にしましょう。' })
  await as.boss!.enrolment.undelegate({ id: delegateId })
  expect((await as.boss!.enrolment.delegates({})).delegates).toEqual([])
})

test('a head who does not answer in time: the DX section may', async () => {
  const { id } = await apply('hana', null)
  await node.owner.query("update enrolment set decide_by = now() - interval '1 minute' where id = $1", [id])
  await escalateApplications({}, { pool: node.owner, config: {} as never })
  await escalateApplications({}, { pool: node.owner, config: {} as never })
  expect(await asked('office', id)).toMatchObject({ as: 'office', late: true })
  const told = (await as.office!.notice.list({})).notices.filter(({ kind }) => kind === 'applied')
  expect(told).toHaveLength(1)
  expect(await answer('office', id, true)).toEqual({ state: 'seated' })
})

test('a full hall: one waits, and gets the seat that is given back', async () => {
  const { id: cohortId } = await cohort(1)
  const first = await apply('taro', cohortId)
  await answer('boss', first.id, true)
  const second = await apply('jiro', cohortId)
  expect(await answer('boss', second.id, true)).toEqual({ state: 'waiting' })
  expect(await own('jiro', second.id)).toMatchObject({ state: 'waiting', ahead: 0 })
  await expect(apply('jiro', cohortId)).rejects.toMatchObject({ data: { reason: 'already' } })
  const { revision } = await own('taro', first.id)
  await as.taro!.enrolment.withdraw({ id: first.id, revision, reason: '' })
  expect(await own('jiro', second.id)).toMatchObject({ state: 'seated' })
  await expect(
    as.office!.cohort.save({
      ...{ id: cohortId, revision: 9 },
      document: { name: '第1回', seats: 3, framed: 0, applyUntil: day(0), note: '', meetings: [] },
    }),
  ).rejects.toMatchObject({ data: { reason: 'stale' } })
})

test('a head recommends for the frame, their own people alone; a cancelled holding tells everybody', async () => {
  const { id: cohortId } = await cohort(2, { framed: 1 })
  const sent = await apply('boss', cohortId, { personId: ids.jiro })
  expect(sent.state).toBe('seated')
  await expect(apply('boss', cohortId, { personId: ids.hana })).rejects.toMatchObject({
    data: { reason: 'other-section' },
  })
  await expect(apply('boss', cohortId, { personId: ids.boss })).rejects.toMatchObject({ data: { reason: 'self' } })
  await expect(as.taro!.cohort.cancel({ id: cohortId, reason: '講師の都合' })).rejects.toMatchObject({ status: 403 })
  expect(await as.office!.cohort.cancel({ id: cohortId, reason: '講師の都合' })).toEqual({ told: 1 })
  expect(await own('jiro', sent.id)).toMatchObject({ state: 'withdrawn', reason: '講師の都合' })
  await expect(apply('taro', cohortId)).rejects.toMatchObject({ data: { reason: 'cancelled' } })
})

test('closed, retired, of another course, not yet open to one: refused with the reason', async () => {
  const closed = await cohort(5, { until: day(-1) })
  await expect(apply('taro', closed.id)).rejects.toMatchObject({ data: { reason: 'closed' } })
  const elsewhere = courseId
  courseId = newId()
  const opens = { skill: 'city-sheet', level: 4 }
  await as.office!.course.create({ id: courseId, document: { ...document, opens } as CourseDocument })
  await expect(apply('hana', null)).rejects.toMatchObject({ data: { reason: 'not-open' } })
  await expect(apply('hana', closed.id)).rejects.toMatchObject({ data: { reason: 'no-cohort' } })
  await as.office!.course.retire({ id: elsewhere, revision: 1, retired: true })
  courseId = elsewhere
  await expect(apply('taro', null)).rejects.toMatchObject({ data: { reason: 'retired' } })
})

test('a report is confirmed or sent back with what is missing', async () => {
  courseId = newId()
  await as.office!.course.create({ id: courseId, document: { ...document, completion: 'report' } as CourseDocument })
  const { id } = await apply('taro', null)
  await answer('boss', id, true)
  const revision = async () => (await own('taro', id)).revision
  const { state } = await as.taro!.enrolment.report({ id, revision: await revision(), text: '集計の型を覚えた。' })
  expect(state).toBe('reported')
  const confirm = async (login: string, complete: boolean, reason = '') =>
    as[login]!.enrolment.confirm({ id, revision: await revision(), complete, reason })
  await expect(confirm('jiro', true)).rejects.toMatchObject({ data: { reason: 'not-yours' } })
  await expect(confirm('boss', false)).rejects.toMatchObject({ data: { reason: 'say-why' } })
  expect(await confirm('boss', false, '仕事でどう使うかも書いてください。')).toEqual({ state: 'seated' })
  await as.taro!.enrolment.report({ id, revision: await revision(), text: '月次の集計に使う。' })
  expect(await confirm('office', true)).toEqual({ state: 'completed' })
})

test('a test of the skill completes where that is asked, one taken after the application', async () => {
  courseId = newId()
  const byTest = { ...document, completion: 'test', applyBy: 'open' } as CourseDocument
  await as.office!.course.create({ id: courseId, document: byTest })
  const { id, state } = await apply('jiro', null)
  expect(state).toBe('seated')
  const report = async () =>
    as.jiro!.enrolment.report({ id, revision: (await own('jiro', id)).revision, text: '受けました。' })
  await expect(report()).rejects.toMatchObject({ data: { reason: 'no-test' } })
  await node.owner.query(
    `insert into evidence (body_id, id, person_id, framework, skill, kind, level, error, shown_on)
     values ($1, $2, $3, 'city', 'city-sheet', 'test', 2, 0.4, current_date)`,
    [node.bodyId, newId(), ids.jiro],
  )
  expect(await report()).toEqual({ state: 'completed' })
})

test('the organiser records who was there; nobody outside the list, and not before it began', async () => {
  const { id: cohortId, meetingId } = await cohort(3, { from: 0.2 })
  const one = await apply('taro', cohortId)
  await answer('boss', one.id, true)
  const attend = (present: string[]) => as.office!.cohort.attend({ meetingId, present, absent: [] })
  await expect(attend([ids.taro!])).rejects.toMatchObject({ data: { reason: 'not-yet' } })
  await node.owner.query("update meeting set starts_at = now() - interval '1 hour' where id = $1", [meetingId])
  await expect(attend([ids.hana!])).rejects.toMatchObject({ status: 404 })
  expect(await attend([ids.taro!])).toEqual({ completed: 1 })
  await expect(as.taro!.cohort.roster({ id: cohortId })).rejects.toMatchObject({ status: 403 })
})

test('one’s meetings are a calendar to subscribe to, by the key of one’s feeds alone', async () => {
  const { id: cohortId } = await cohort(3, { from: 48 })
  const { id } = await apply('hana', cohortId)
  await answer('other', id, true)
  const { calendarUrl } = await as.hana!.feed.create({})
  const read = async (url: string) => {
    const response = await fetch(url)
    return { status: response.status, text: await response.text() }
  }
  const mine = await read(calendarUrl)
  expect(mine.text).toContain('SUMMARY:表計算の演習 第1回')
  expect(mine.text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  await as.office!.cohort.cancel({ id: cohortId, reason: '講師の都合' })
  expect((await read(calendarUrl)).text).toContain('STATUS:CANCELLED')
  const { calendarUrl: empty } = await as.deputy!.feed.create({})
  expect((await read(empty)).text).not.toContain('VEVENT')
  expect((await read(calendarUrl.replace(/token=.*/, 'token=x'))).status).toBe(401)
  await as.hana!.feed.remove({})
  expect((await read(calendarUrl)).status).toBe(401)
})
