import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { columnsIn, dayIn } from './rules/evidence-import.ts'

let node: TestNode
const as: Record<string, Client> = {}

beforeAll(async () => {
  node = await startTestNode()
  for (const login of ['taro', 'hana']) await createPerson(node, { login, section: '0101' })
  await createPerson(node, { login: 'office', section: '0103', roles: ['dx-office'] })
  await createPerson(node, { login: 'hr', section: '0103', roles: ['hr'] })
  for (const login of ['taro', 'hana', 'office', 'hr']) as[login] = await node.as(login)
})
afterAll(() => node?.stop())

const head = '職員番号,スキル,水準,日付,備考'
const file = (...lines: string[]) => new File([[head, ...lines].join('\r\n')], '研修の記録.csv')
const good = ['taro,表計算で整理し集計する,2,2025-06-01,表計算研修', 'hana,city-ai,3,2025/7/2,生成AI研修', ',,,,']
const known = async (login: string, skill: string) =>
  (await as[login]!.profile.get({})).areas.flatMap(({ skills }) => skills).find((one) => one.skill === skill)!

test('a file is looked at first, then taken in whole; the same rows again are not written twice', async () => {
  expect(await as.office!.evidence.check({ file: file(...good) })).toMatchObject({
    ...{ rows: 2, people: 2, fresh: 2, known: 0, refusedCount: 0 },
  })
  expect(await known('taro', 'city-sheet')).toMatchObject({ state: 'unknown' })
  expect(await as.office!.evidence.import({ file: file(...good) })).toEqual({ recorded: 2, known: 0, people: 2 })
  expect(await known('taro', 'city-sheet')).toMatchObject({ state: 'known', rows: 1 })
  const { rows } = await as.hana!.evidence.list({})
  expect(rows).toMatchObject([{ kind: 'import', level: 3, shownOn: '2025-07-02', note: '生成AI研修' }])
  const more = file(...good, 'taro,city-ai,1,2025-07-02,生成AI研修')
  expect(await as.hr!.evidence.check({ file: more })).toMatchObject({ fresh: 1, known: 2 })
  expect(await as.hr!.evidence.import({ file: more })).toEqual({ recorded: 1, known: 2, people: 1 })
})

test('every wrong cell is named with its line and column, and nothing is taken in', async () => {
  const bad = file(
    'nobody,city-sheet,2,2025-06-01,',
    'taro,ない技能,2,2025-06-01,',
    'taro,city-sheet,5,2025-06-01,',
    'taro,city-sheet,2,2025-13-01,',
    'taro,city-sheet,2,2999-01-01,',
    `taro,city-sheet,2,2025-06-01,${'長'.repeat(401)}`,
    'hana,city-sheet,2,2025-06-01,同じ',
    'hana,city-sheet,2,2025-06-01,同じ',
    'hana,city-flow,4,2025-06-01,よい行',
  )
  const { refused, refusedCount } = await as.office!.evidence.check({ file: bad })
  expect(refusedCount).toBe(7)
  expect(refused.map(({ line, column }) => [line, column])).toEqual([
    ...[
      [2, '職員番号'],
      [3, 'スキル'],
      [4, '水準'],
      [5, '日付'],
      [6, '日付'],
      [7, '備考'],
      [9, '職員番号'],
    ],
  ])
  for (const { message } of refused) expect(message).toMatch(/[ぁ-ん].*。$/)
  await expect(as.office!.evidence.import({ file: bad })).rejects.toMatchObject({ data: { reason: 'still-wrong' } })
  expect(await known('hana', 'city-flow')).toMatchObject({ state: 'unknown' })
})

test.each([
  ['columns', new File(['氏名,水準\r\n山田,2'], 'a.csv')],
  ['sheet-no-rows', new File([head], 'a.csv')],
  ['sheet-empty', new File([''], 'a.csv')],
  ['sheet-type', new File([Buffer.from('%PDF-1.7 …')], 'a.pdf')],
])('%s is refused in words', async (reason, wrong) => {
  await expect(as.office!.evidence.check({ file: wrong })).rejects.toMatchObject({ data: { reason } })
})

test('only the DX section and HR bring files', async () => {
  await expect(as.taro!.evidence.check({ file: file(...good) })).rejects.toMatchObject({ status: 403 })
  await expect(as.taro!.evidence.import({ file: file(...good) })).rejects.toMatchObject({ status: 403 })
})

describe('reading cells', () => {
  test('days as people write them, and what is none', () => {
    expect(['2025-04-01', '2025/4/1', '20250401', '2025.04.1'].map(dayIn)).toEqual(Array(4).fill('2025-04-01'))
    for (const none of ['', '2025-02-30', '令和7年4月1日', '25-4-1', '2025-4']) expect(dayIn(none)).toBeUndefined()
  })

  test('columns in any order, under the names that are understood, also in full width', () => {
    expect(columnsIn(['備考', 'レベル', 'スキル名', '実施日', '番号'])?.get('level')).toBe(1)
    expect(columnsIn(['職員番号', 'スキル', '水準'])).toBeUndefined()
  })
})
