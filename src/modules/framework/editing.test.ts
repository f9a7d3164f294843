import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
let dx: Client
let administrator: Client
let reader: Client
let id: string
let label = 0

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'reader', roles: ['hr', 'executive'] })
  await createPerson(node, { login: 'dx', roles: ['dx-office'] })
  await createPerson(node, { login: 'administrator', roles: ['administrator'] })
  dx = await node.as('dx')
  administrator = await node.as('administrator')
  reader = await node.as('reader')
})
afterAll(() => node?.stop())

beforeEach(async () => {
  const city = await dx.framework.get({ code: 'city', version: '1' })
  id = (await dx.framework.copy({ id: city.id, version: `1.${++label}` })).id
})

const draft = () => dx.framework.get({ id })
const inField = (field: string) => expect.objectContaining({ path: expect.arrayContaining([field]) })
const refusal = (reason: string) => ({ data: expect.objectContaining({ reason }) })
const skillOf = async (code: string) => {
  const { area: _, ...skill } = (await draft()).skills.find((one) => one.code === code)!
  return { id, ...skill }
}

test('a copy is a draft with everything in it; only those who edit see it', async () => {
  const { skills, profiles, areas, levels } = await dx.framework.get({ code: 'city', version: '1' })
  const copy = await draft()
  expect(copy).toMatchObject({ state: 'draft', shipped: false, mayEdit: true, inUse: false, areas, levels })
  expect([copy.skills, copy.profiles]).toEqual([skills, profiles])
  await expect(reader.framework.get({ id })).rejects.toMatchObject(refusal('not-found'))
  const { families } = await reader.framework.list()
  expect(families.flatMap(({ versions }) => versions).every(({ state }) => state !== 'draft')).toBe(true)
  await expect(dx.framework.copy({ id, version: '1' })).rejects.toMatchObject(refusal('version-taken'))
})

test('a copy into a family of its own says which skills its own came from', async () => {
  const own = await administrator.framework.copy({ id, code: 'shionagi', version: '1' })
  const { skills } = await administrator.framework.get({ id: own.id })
  for (const { code, crosswalk } of skills) expect(crosswalk).toContainEqual({ framework: 'city', skill: code })
  await administrator.framework.discard({ id: own.id })
  await expect(administrator.framework.get({ id: own.id })).rejects.toMatchObject(refusal('not-found'))
})

test('everything that changes is refused to those who may not, and to nobody', async () => {
  const version = await draft()
  const [skill, profile] = [version.skills[0]!, version.profiles[0]!]
  const calls = (client: Client) => [
    client.framework.copy({ id, version: '9' }),
    client.framework.update({ ...version, id }),
    client.framework.discard({ id }),
    client.area.arrange({ id, revision: 1, areas: version.areas }),
    client.skill.add({ ...skill, code: 'x', id }),
    client.skill.update({ ...skill, id }),
    client.skill.move({ id, code: skill.code, area: skill.area, before: null }),
    client.skill.remove({ id, code: skill.code }),
    client.targetProfile.add({ ...profile, code: 'x', id }),
    client.targetProfile.update({ ...profile, id }),
    client.targetProfile.remove({ id, code: profile.code }),
    client.framework.publish({ id, changes: version.changes }),
    client.framework.use({ id }),
    client.framework.retire({ id }),
    client.framework.choose({ code: 'dss-p' }),
  ]
  for (const [client, reason] of [
    [reader, 'not-permitted'],
    [node.anyone, 'signed-out'],
  ] as const)
    for (const call of await Promise.allSettled(calls(client)))
      expect(call).toMatchObject({ status: 'rejected', reason: refusal(reason) })
  expect(await draft()).toEqual(version)
})

test('wording, levels and crosswalk of a skill are edited; somebody else’s older copy is a conflict that shows theirs', async () => {
  const before = await skillOf('city-sheet')
  const levels = before.levels.map((level, at) => (at === 2 ? '名簿を作り、集計して、確かめています。' : level))
  const crosswalk = [{ framework: 'dss-p', skill: '2.1-01' }]
  expect(await dx.skill.update({ ...before, levels, crosswalk })).toEqual({ revision: 2 })
  expect(await skillOf('city-sheet')).toMatchObject({ levels, crosswalk, revision: 2 })
  await expect(administrator.skill.update({ ...before, name: '別の名前' })).rejects.toMatchObject({
    data: { reason: 'stale', facts: { current: { levels, revision: 2 } } },
  })
  expect((await skillOf('city-sheet')).name).toBe(before.name)
})

test('heading and areas: edited, ordered, refused when stale or still holding skills', async () => {
  const version = await draft()
  expect(await dx.framework.update({ ...version, id, name: '汐凪市の枠組み' })).toEqual({ revision: 2 })
  await expect(dx.framework.update({ ...version, id, name: '遅れた名前' })).rejects.toMatchObject(refusal('stale'))
  const areas = [
    { code: 'green', name: '環境', description: '', category: '' },
    ...version.areas.toReversed().map((area) => (area.code === 'safe' ? { ...area, name: '守り' } : area)),
  ]
  expect(await dx.area.arrange({ id, revision: 2, areas })).toEqual({ revision: 3 })
  expect((await draft()).areas).toEqual(areas)
  await expect(dx.area.arrange({ id, revision: 2, areas })).rejects.toMatchObject(refusal('stale'))
  await expect(dx.area.arrange({ id, revision: 3, areas: areas.slice(0, 2) })).rejects.toMatchObject(
    refusal('area-in-use'),
  )
  await expect(dx.area.arrange({ id, revision: 3, areas: [...areas, areas[0]!] })).rejects.toMatchObject(
    refusal('area-twice'),
  )
  expect((await draft()).areas).toEqual(areas)
})

test('skills are added, moved and removed; their targets go with them', async () => {
  const { skills } = await draft()
  const added = { ...skills[0]!, code: 'city-map', name: '地図で示す', crosswalk: [] }
  await dx.skill.add({ ...added, id })
  expect((await draft()).skills.at(-1)).toMatchObject({ code: 'city-map', area: 'daily' })
  await dx.skill.move({ id, code: 'city-map', area: 'data', before: 'city-tidy' })
  const order = (await draft()).skills.map(({ code }) => code)
  expect(order.indexOf('city-map')).toBe(order.indexOf('city-tidy') - 1)
  expect((await draft()).skills.find(({ code }) => code === 'city-map')?.area).toBe('data')
  await dx.skill.move({ id, code: 'city-map', area: 'safe', before: null })
  const last = (await draft()).skills.filter(({ area }) => area === 'safe').at(-1)
  expect(last?.code).toBe('city-map')
  await dx.skill.remove({ id, code: 'city-ai' })
  const after = await draft()
  expect(after.skills.some(({ code }) => code === 'city-ai')).toBe(false)
  expect(after.profiles.flatMap(({ targets }) => targets).some(({ skill }) => skill === 'city-ai')).toBe(false)
  await expect(dx.skill.remove({ id, code: 'city-ai' })).rejects.toMatchObject(refusal('skill-gone'))
  await expect(dx.skill.move({ id, code: 'city-map', area: 'nowhere', before: null })).rejects.toMatchObject(
    refusal('no-area'),
  )
  await expect(dx.skill.add({ ...added, id })).rejects.toMatchObject(refusal('skill-twice'))
  await expect(dx.skill.add({ ...added, id, code: 'city-ai', name: 'まったく別のもの' })).rejects.toMatchObject({
    data: { reason: 'code-used', title: expect.stringContaining('生成AIを業務で使う') },
  })
})

describe('crosswalk', () => {
  test('to itself, to a skill that is there still, or twice is refused with a sentence', async () => {
    const skill = await skillOf('city-sheet')
    for (const [to, reason] of [
      [[{ framework: 'city', skill: 'city-sheet' }], 'crosswalk-self'],
      [[{ framework: 'city', skill: 'city-tidy' }], 'crosswalk-self'],
      [Array(2).fill({ framework: 'dss-p', skill: '2.1-01' }), 'crosswalk-twice'],
    ] as const)
      await expect(dx.skill.update({ ...skill, crosswalk: [...to] })).rejects.toMatchObject(refusal(reason))
  })

  test('a skill takes the place of one that was dropped', async () => {
    await dx.skill.remove({ id, code: 'city-online' })
    const skill = await skillOf('city-document')
    const crosswalk = [...skill.crosswalk, { framework: 'city', skill: 'city-online' }]
    await dx.skill.update({ ...skill, crosswalk })
    const { skills } = await dx.framework.get({ code: 'city', version: '1' })
    const dropped = skills.find(({ code }) => code === 'city-online')!
    await expect(dx.skill.add({ ...dropped, id })).rejects.toMatchObject(refusal('crosswalk-self'))
  })
})

test('profiles and their targets', async () => {
  const profile = (await draft()).profiles.find(({ code }) => code === 'tier-leader')!
  const targets = profile.targets.map((one) => (one.skill === 'city-ai' ? { ...one, level: 4 } : one))
  expect(await dx.targetProfile.update({ id, ...profile, targets })).toEqual({ revision: 2 })
  expect((await draft()).profiles.find(({ code }) => code === 'tier-leader')).toEqual({
    ...profile,
    targets,
    revision: 2,
  })
  await expect(dx.targetProfile.update({ id, ...profile })).rejects.toMatchObject(refusal('stale'))
  const own = {
    ...profile,
    code: 'role-disaster',
    kind: 'role' as const,
    name: '防災の担当',
    targets: targets.slice(0, 2),
  }
  await dx.targetProfile.add({ id, ...own })
  expect((await draft()).profiles.at(-1)).toMatchObject({ code: 'role-disaster', targets: own.targets })
  await expect(dx.targetProfile.add({ id, ...own })).rejects.toMatchObject(refusal('profile-twice'))
  const [first] = own.targets
  for (const [wrong, reason] of [
    [[{ skill: 'none', level: 1 }], 'no-skill'],
    [[first!, first!], 'target-twice'],
    [[{ skill: 'city-ai', level: 5 }], 'input'],
  ] as const)
    await expect(dx.targetProfile.add({ id, ...own, code: 'x', targets: [...wrong] })).rejects.toMatchObject(
      refusal(reason),
    )
  await dx.targetProfile.remove({ id, code: 'role-disaster' })
  await expect(dx.targetProfile.remove({ id, code: 'role-disaster' })).rejects.toMatchObject(refusal('profile-gone'))
})

test('bad words say at which field', async () => {
  const skill = await skillOf('city-sheet')
  for (const wrong of [
    { name: '' },
    { name: 'あ'.repeat(81) },
    { levels: skill.levels.slice(1) },
    { levels: skill.levels.map(() => ' ') },
    { examples: ['改行の\nある例'] },
    { description: 'こわれた\u0007文字' },
  ])
    await expect(dx.skill.update({ ...skill, ...wrong })).rejects.toMatchObject({
      data: { reason: 'input', issues: expect.arrayContaining([inField(Object.keys(wrong)[0]!)]) },
    })
})
