import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
const as: Record<string, Client> = {}

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'office', roles: ['dx-office'] })
  await createPerson(node, { login: 'taro' })
  for (const login of ['office', 'taro']) as[login] = await node.as(login)
})
afterAll(() => node?.stop())

const row = async (tag: string) => (await as.office!.tagSkill.list({})).tags.find((one) => one.tag === tag)
const save = (tag: string, before: string[] | null, skills: string[] | null) =>
  as.office!.tagSkill.save({ tag, before, skills })

test('what comes with the product stands until the city chooses; none is a choice, and it can be taken back', async () => {
  expect(await row('エクセル')).toMatchObject({ shipped: ['city-sheet'], own: null })
  await save('エクセル', null, ['city-tidy', 'city-sheet'])
  expect((await row('エクセル'))!.own).toEqual(['city-sheet', 'city-tidy'])
  await save('エクセル', ['city-tidy', 'city-sheet'], [])
  expect((await row('エクセル'))!.own).toEqual([])
  await save('エクセル', [], null)
  expect((await row('エクセル'))!.own).toBeNull()
})

test('a tag the product does not know is given a meaning, whatever its width and case', async () => {
  expect(await row('ＫＩＮＴＡＩ')).toBeUndefined()
  await save('ＫＩＮＴＡＩ', null, ['city-document'])
  expect(await row('ＫＩＮＴＡＩ')).toMatchObject({ shipped: [], own: ['city-document'] })
  await expect(save('kintai', null, ['city-sheet'])).rejects.toMatchObject({ data: { reason: 'stale' } })
  await save('kintai', ['city-document'], ['city-sheet'])
  expect(await row('kintai')).toMatchObject({ own: ['city-sheet'] })
})

test('what is no skill, and who may not, is refused', async () => {
  await expect(save('窓口', null, ['no-such'])).rejects.toMatchObject({ data: { reason: 'no-skill' } })
  await expect(save(' ', null, [])).rejects.toMatchObject({ status: 400 })
  await expect(as.taro!.tagSkill.list({})).rejects.toMatchObject({ status: 403 })
  await expect(as.taro!.tagSkill.save({ tag: '窓口', before: null, skills: [] })).rejects.toMatchObject({ status: 403 })
})
