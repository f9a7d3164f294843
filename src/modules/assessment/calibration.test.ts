import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { probability } from '#engines/irt/curves'
import type { Parameters } from '#engines/irt/item'
import { newId } from '#kernel/id'

let node: TestNode
let office: Client

/** A row of fixed chances between 0 and 1. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 0) / 2 ** 32
  }
}
const people = 400
const easier = 1.2

/** Four hundred people answer eight items that are all easier than was argued. */
async function answerItems(): Promise<Map<string, Parameters>> {
  const { rows } = await node.owner.query(
    `select i.code, i.version, v.parameters from item i join item_version v using (body_id, code, version)
     where i.skill = 'city-user' and v.kind = 'single' order by i.code`,
  )
  const chance = chances(7)
  const truth = new Map<string, Parameters>(
    rows.map(({ code, parameters }) => [code, { ...parameters, b: [parameters.b[0] - easier] }]),
  )
  const normal = () => Math.sqrt(-2 * Math.log(chance() || 1e-9)) * Math.cos(2 * Math.PI * chance())
  const answers: object[] = []
  for (let n = 0; n < people; n++) {
    const [id, ability] = [newId(), normal()]
    await node.owner.query(
      `insert into assessment (body_id, id, person_id, framework, subject, skills, settings, seed, seen, worn, ended_at, end_reason)
       select body_id, $1, id, 'city', 'city-user', '{city-user}', '{"most":8}', 1, '{}', '{}', now(), 'length' from person limit 1`,
      [id],
    )
    await node.owner.query(
      `insert into assessment_result (body_id, assessment_id, skill, items, mean, low, high)
       select body_id, $1, 'city-user', 8, $2, 0, 4 from body`,
      [id, Math.min(4, Math.max(0, 1.3 + ability))],
    )
    rows.forEach(({ code, version }, turn) => {
      const category = chance() < probability(truth.get(code)!, 1, ability) ? 1 : 0
      answers.push({ id, turn: turn + 1, code, version, category })
    })
  }
  await node.owner.query(
    `insert into assessment_answer (body_id, assessment_id, turn, code, version, skill, trial, parameters, given, category, seconds)
     select b.body_id, r.id, r.turn, r.code, r.version, 'city-user', false, v.parameters, '{a}', r.category, 30
     from jsonb_to_recordset($1::jsonb) as r(id uuid, turn integer, code text, version integer, category smallint)
       join item_version v using (code, version), body b`,
    [JSON.stringify(answers)],
  )
  return truth
}

let truth: Map<string, Parameters>
beforeAll(async () => {
  node = await startTestNode({ BANSO_JOBS: '1' })
  await createPerson(node, { login: 'office', section: '0103', roles: ['dx-office'] })
  office = await node.as('office')
  truth = await answerItems()
}, 60_000)
afterAll(() => node?.stop())

const done = () =>
  expect.poll(async () => (await office.calibration.report({ area: 'service' })).run?.state, { timeout: 20_000 })

test('before any run the report tells how items were answered, and how that lies beside what was argued', async () => {
  const { items, run, tests, areas } = await office.calibration.report({ area: 'service' })
  expect(run).toBeNull()
  expect(tests).toBe(people)
  expect(areas).toHaveLength(6)
  const answered = items.filter(({ answers }) => answers > 0)
  expect(answered.map(({ code }) => code)).toEqual([...truth.keys()])
  for (const { exposure, right, curve, observed, parameters, seconds } of answered) {
    expect(exposure).toBe(1)
    expect(seconds).toBe(30)
    expect(right).toBeGreaterThan(0.3)
    expect(parameters.calibrated).toBe(false)
    expect(curve).toHaveLength(13)
    expect(curve[12]!).toBeGreaterThan(curve[0]!)
    // Easier than argued: what was observed lies above the curve.
    const middle = observed.filter(({ ability }) => Math.abs(ability) < 1)
    expect(middle.length).toBeGreaterThan(1)
  }
  for (const { answers, exposure } of items.filter(({ code }) => !truth.has(code)))
    expect([answers, exposure]).toEqual([0, 0])
})

test('the run finds the items easier than argued, and nothing changes until it is adopted', async () => {
  const id = newId()
  await office.calibration.run({ id, area: 'service', anchored: true })
  await done().toBe('done')
  const { items, run } = await office.calibration.report({ area: 'service' })
  expect(run).toMatchObject({ id, people, adoptedAt: null })
  const found = items.filter(({ code }) => truth.has(code))
  const misses = found.map(({ code, found: one }) => one!.b[0]! - truth.get(code)!.b[0]!)
  expect(Math.abs(misses.reduce((sum, miss) => sum + miss, 0) / misses.length)).toBeLessThan(0.35)
  for (const { found: one, parameters } of found) {
    expect(one!.b[0]!).toBeLessThan(parameters.b[0]!)
    expect(one!.errors!.b[0]!).toBeGreaterThan(0)
    expect(one!.answers).toBe(people)
    expect(parameters.calibrated).toBe(false)
  }
  await expect(office.calibration.adopt({ id: newId() })).rejects.toMatchObject({ data: { reason: 'not-found' } })
  expect(await office.calibration.adopt({ id })).toEqual({ adopted: truth.size })
  await expect(office.calibration.adopt({ id })).rejects.toMatchObject({ data: { reason: 'adopted' } })
  const after = (await office.calibration.report({ area: 'service' })).items.filter(({ code }) => truth.has(code))
  for (const [at, { parameters }] of after.entries())
    expect(parameters).toMatchObject({ calibrated: true, b: found[at]!.found!.b })
})

test('run again, what was calibrated holds the scale: only new items are worked out', async () => {
  const { rows } = await node.owner.query(
    `insert into assessment_answer (body_id, assessment_id, turn, code, version, skill, trial, parameters, given, category, seconds)
     select a.body_id, a.id, 9, v.code, 1, 'city-user', true, v.parameters, '{}', (r.mean > 1.3)::integer, 20
     from assessment a join assessment_result r on r.assessment_id = a.id
     cross join (select code, parameters from item_version where kind = 'multiple' and code like 'city-user-%') v
     returning code`,
  )
  const id = newId()
  await office.calibration.run({ id, area: 'service', anchored: true })
  await done().toBe('done')
  const { items } = await office.calibration.report({ area: 'service' })
  const fresh = rows[0].code
  expect(items.filter((item) => item.found).map(({ code }) => code)).toEqual([fresh])
  expect(Math.abs(items.find(({ code }) => code === fresh)!.found!.b[0]!)).toBeLessThan(0.5)
})

test('nothing to work on, or a run under way: refused in words', async () => {
  await expect(office.calibration.run({ id: newId(), area: 'no-such' })).rejects.toMatchObject({
    data: { reason: 'no-area' },
  })
  await expect(office.calibration.run({ id: newId(), area: 'daily' })).rejects.toMatchObject({
    data: { reason: 'no-answers' },
  })
  await node.owner.query(
    "update calibration set state = 'waiting' where asked_at = (select max(asked_at) from calibration)",
  )
  await expect(office.calibration.run({ id: newId(), area: 'service' })).rejects.toMatchObject({
    data: { reason: 'waiting' },
  })
})
