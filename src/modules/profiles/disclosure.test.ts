import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
const as: Record<string, Client> = {}
const ids: Record<string, string> = {}

beforeAll(async () => {
  node = await startTestNode()
  for (const person of [
    { login: 'taro', section: '0101' },
    { login: 'peer', section: '0101' },
    { login: 'boss', section: '0101', head: true },
    { login: 'office', section: '0103', roles: ['dx-office' as const] },
    { login: 'hr', section: '0103', roles: ['hr' as const] },
    { login: 'admin', section: '0103', roles: ['administrator' as const] },
  ]) {
    ids[person.login] = (await createPerson(node, { name: `${person.login}さん`, ...person })).personId
    as[person.login] = await node.as(person.login)
  }
  const reports = Array.from({ length: 60 }, (_, n) => ({ id: newId(), skill: 'city-sheet', level: n % 5 }))
  for (let from = 0; from < 60; from += 20) await as.taro!.evidence.report({ reports: reports.slice(from, from + 20) })
  await as.taro!.evidence.withdraw({ id: reports[0]!.id, reason: '=HYPERLINK("x") 入力の誤り' })
  await as.boss!.evidence.endorse({ id: newId(), personId: ids.taro!, skill: 'city-ai', level: 2, note: '説明会で' })
  const will = { reform: true, learn: false, teach: false, hoursPerWeek: 2, freeFrom: null, words: '窓口を変えたい' }
  await as.taro!.will.set({ ...will, shownTo: 'head', revision: 0 })
})
afterAll(() => node?.stop())

test('one’s own record is whole: levels, every row with what was withdrawn, the will, and who looked', async () => {
  await as.hr!.profile.get({ personId: ids.taro!, purpose: 'training' })
  const file = await as.taro!.profile.disclose({ format: 'csv-utf8' })
  expect(file.name).toMatch(/^スキルの記録-\d{4}-\d\d-\d\d\.csv$/)
  const text = Buffer.from(file.base64, 'base64').toString()
  const lines = text.split('\r\n')
  expect(lines.filter((line) => line.startsWith('いまの水準,'))).toHaveLength(24)
  expect(lines.filter((line) => line.startsWith('根拠,'))).toHaveLength(61)
  expect(text).toContain('所属長の推薦')
  expect(text).toContain('説明会で')
  expect(text).toContain('窓口を変えたい')
  expect(lines.find((line) => line.startsWith('閲覧,'))).toContain('hrさん')
  expect(lines.find((line) => line.includes('取下げ済み'))).toContain('入力の誤り')
})

test('others: HR with a purpose, and the person is told; nobody else', async () => {
  const of = (login: string, purpose?: 'correction') =>
    as[login]!.profile.disclose({ personId: ids.taro!, format: 'xlsx', ...(purpose ? { purpose } : {}) })
  await expect(of('hr')).rejects.toMatchObject({ data: { reason: 'purpose' } })
  expect((await of('hr', 'correction')).rows).toBeGreaterThan(80)
  const { looks } = await as.taro!.profile.looks({})
  expect(looks[0]).toMatchObject({ by: 'hrさん', view: 'export', purpose: 'correction' })
  for (const login of ['peer', 'boss', 'office', 'admin'])
    await expect(of(login, 'correction'), login).rejects.toMatchObject({ data: { reason: 'not-shown' } })
  const { rows } = await node.owner.query(
    "select count(*)::integer as n from audit_entry where payload::json ->> 'operation' = 'profile.disclose'",
  )
  expect(rows[0].n).toBe(2)
})
