import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { applicationPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'
import { frameworkInUse, resolverOf } from './public.ts'

let node: TestNode
let dx: Client
let reader: Client
let id: string
let label = 0

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'reader' })
  await createPerson(node, { login: 'dx', roles: ['dx-office'] })
  dx = await node.as('dx')
  reader = await node.as('reader')
})
afterAll(() => node?.stop())
beforeEach(async () => {
  const city = await dx.framework.get({ code: 'city', version: '1' })
  await dx.framework.use({ id: city.id })
  id = (await dx.framework.copy({ id: city.id, version: `1.${++label}` })).id
})

const refusal = (reason: string) => ({ data: expect.objectContaining({ reason }) })
const publish = async (more: { use?: boolean } = {}) =>
  dx.framework.publish({ id, changes: (await dx.framework.get({ id })).changes, ...more })

async function reword(code: string, name: string) {
  const { area: _, ...skill } = (await dx.framework.get({ id })).skills.find((one) => one.code === code)!
  await dx.skill.update({ ...skill, id, name })
}

test('what differs between two versions: reworded, moved, dropped, added, targets', async () => {
  const { id: before, skills, profiles } = await dx.framework.get({ code: 'city', version: '1' })
  expect(await reader.framework.compare({ from: before, to: before })).toMatchObject({ same: true })
  expect(await dx.framework.compare({ from: before, to: id })).toMatchObject({ same: true, heading: [] })
  await reword('city-sheet', '表計算を使いこなす')
  await dx.skill.move({ id, code: 'city-ai', area: 'reform', before: null })
  await dx.skill.remove({ id, code: 'city-share' })
  await dx.skill.add({ ...skills[0]!, id, code: 'city-map', name: '地図で示す' })
  const expert = profiles.find(({ code }) => code === 'tier-expert')!
  await dx.targetProfile.update({
    ...{ id, ...expert, revision: 1 },
    targets: expert.targets
      .filter(({ skill }) => skill !== 'city-share')
      .map((one, at) => (at ? one : { ...one, level: 1 })),
  })
  const difference = await dx.framework.compare({ from: before, to: id })
  expect(difference).toMatchObject({
    same: false,
    reordered: true,
    skills: {
      added: [{ code: 'city-map', name: '地図で示す' }],
      dropped: [{ code: 'city-share', name: '教え合い広げる' }],
      moved: [{ code: 'city-ai', before: '使う', after: '変える' }],
      reworded: [
        {
          code: 'city-sheet',
          changes: [{ field: 'name', before: '表計算で整理し集計する', after: '表計算を使いこなす' }],
        },
      ],
    },
  })
  const changed = difference.profiles.changed.find(({ code }) => code === 'tier-expert')
  expect(changed?.targets).toEqual([
    { code: 'city-document', name: '文書とファイルを扱う', before: 3, after: 1 },
    { code: 'city-share', name: '教え合い広げる', before: 3, after: null },
  ])
  await expect(reader.framework.compare({ from: before, to: id })).rejects.toMatchObject(refusal('not-found'))
})

test('a published version is what everybody reads, and never changes again', async () => {
  await reword('city-sheet', '表計算を使いこなす')
  expect(await publish()).toEqual({ dropped: [] })
  const shown = await reader.framework.get({})
  expect(shown).toMatchObject({ id, state: 'published', inUse: true, mayEdit: false })
  const { area, ...skill } = shown.skills[0]!
  const [profile] = shown.profiles
  const changes = [
    dx.framework.update({ ...shown, id }),
    dx.framework.discard({ id }),
    dx.area.arrange({ id, revision: shown.revision, areas: shown.areas }),
    dx.skill.add({ ...skill, area, id, code: 'x' }),
    dx.skill.update({ ...skill, id }),
    dx.skill.move({ id, code: skill.code, area, before: null }),
    dx.skill.remove({ id, code: skill.code }),
    dx.targetProfile.add({ ...profile!, id, code: 'x' }),
    dx.targetProfile.update({ ...profile!, id }),
    dx.targetProfile.remove({ id, code: profile!.code }),
    dx.framework.publish({ id, changes: shown.changes }),
  ]
  for (const change of await Promise.allSettled(changes))
    expect(change).toMatchObject({ status: 'rejected', reason: refusal('published') })
  expect(await reader.framework.get({})).toEqual(shown)
})

test('what is published is what was seen', async () => {
  const { changes } = await dx.framework.get({ id })
  await reword('city-sheet', '表計算を使いこなす')
  await expect(dx.framework.publish({ id, changes })).rejects.toMatchObject(refusal('stale'))
  expect((await dx.framework.get({ id })).state).toBe('draft')
})

test('an empty version is not published', async () => {
  for (const { code } of (await dx.framework.get({ id })).skills) await dx.skill.remove({ id, code })
  await expect(publish()).rejects.toMatchObject(refusal('empty'))
})

test('published without coming into use, used, and retired when no longer used', async () => {
  const before = (await reader.framework.get({})).id
  await expect(dx.framework.use({ id })).rejects.toMatchObject(refusal('not-published'))
  await expect(dx.framework.retire({ id })).rejects.toMatchObject(refusal('not-published'))
  await publish({ use: false })
  expect((await reader.framework.get({})).id).toBe(before)
  await dx.framework.use({ id })
  expect((await reader.framework.get({})).id).toBe(id)
  await expect(dx.framework.retire({ id })).rejects.toMatchObject(refusal('in-use'))
  await dx.framework.use({ id: before })
  await dx.framework.retire({ id })
  expect(await reader.framework.get({ id })).toMatchObject({ state: 'retired', inUse: false })
  await expect(dx.framework.use({ id })).rejects.toMatchObject(refusal('not-published'))
  await expect(dx.framework.retire({ id })).rejects.toMatchObject(refusal('not-published'))
})

test('the city chooses its main framework', async () => {
  await dx.framework.choose({ code: 'dss-p' })
  expect(await reader.framework.get({})).toMatchObject({ code: 'dss-p', version: '2.0', main: true })
  expect((await reader.framework.list()).families[0]?.code).toBe('dss-p')
  await expect(dx.framework.choose({ code: 'none' })).rejects.toMatchObject(refusal('not-in-use'))
  await dx.framework.choose({ code: 'city' })
})

test('dropping a skill is told, and what stood for it resolves through the crosswalk', async () => {
  const { area: _, ...document } = (await dx.framework.get({ id })).skills.find(({ code }) => code === 'city-document')!
  await dx.skill.remove({ id, code: 'city-online' })
  await dx.skill.remove({ id, code: 'city-share' })
  await dx.skill.update({ ...document, id, crosswalk: [{ framework: 'city', skill: 'city-online' }] })
  const { dropped } = await publish()
  expect(dropped.map(({ code }) => code)).toEqual(['city-online', 'city-share'])
  const pool = applicationPool(node.ownerUrl, 1)
  try {
    await transaction(pool, { bodyId: node.bodyId, readOnly: true }, async (db) => {
      expect((await frameworkInUse(db, node.bodyId))?.id).toBe(id)
      const resolve = await resolverOf(db, node.bodyId)
      expect(resolve('city', 'city-sheet')).toEqual(['city-sheet'])
      expect(resolve('city', 'city-online')).toEqual(['city-document'])
      expect(resolve('dss-p', '3.1-10')).toEqual(['city-automate', 'city-lowcode'])
      // Of version 1.2 of the standard: what took its place there, and what stands for that here.
      expect(resolve('dss-p', 'v1-06')).toEqual(['city-project'])
      expect(resolve('dss-p', 'none')).toEqual([])
      expect(resolve('nowhere', '1')).toEqual([])
    })
  } finally {
    await pool.end()
  }
})
