import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { openBank } from '#engines/irt/bank'
import { newId } from '#kernel/id'
import { testedLevel } from './rules/estimate.ts'

/** What happens to items while a test is open changes what is asked next, never what was answered. */
let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
})
afterAll(() => node?.stop())

const rowsOf = async (query: string, values: readonly unknown[]) => (await node.owner.query(query, [...values])).rows

const touched = `v.code in (select code from assessment_answer where assessment_id = $1
  union select asked_code from assessment where id = $1)`
const changes = [
  {
    ...{ what: 'reckoned much harder', skill: 'city-user' },
    sql: `update item_version v set parameters = jsonb_set(parameters, '{b}',
      (select jsonb_agg(b::float8 + 2.5) from jsonb_array_elements_text(parameters->'b') b)) where ${touched}`,
  },
  {
    ...{ what: 'worded anew, and easier,', skill: 'city-document' },
    sql: `insert into item_version (body_id, code, version, level, kind, document, parameters)
      select body_id, code, 2, level, kind, document, '{"a":1,"b":[-3]}' from item_version v where ${touched};
      update item v set version = 2 where ${touched}`,
  },
  {
    ...{ what: 'retired', skill: 'city-counter' },
    sql: `update item v set state = 'retired' where ${touched}`,
  },
  {
    ...{ what: 'put back on trial', skill: 'city-sheet' },
    sql: `update item v set state = 'trial' where ${touched}`,
  },
  {
    ...{ what: 'moved to another skill', skill: 'city-ai' },
    sql: `update item v set skill = 'city-procedure' where ${touched}`,
  },
]

test.each(changes)('answers say the same though their items are $what meanwhile', async ({ skill, sql }) => {
  await createPerson(node, { login: skill })
  const client = await node.as(skill)
  const { id } = await client.assessment.start({ id: newId(), subject: skill })
  const answerRightly = async () => {
    const { question } = await client.assessment.get({ id })
    const [{ answer }] = await rowsOf(
      "select document->'answer' as answer from item_version where document->>'stem' = $1",
      [question!.stem],
    )
    await client.assessment.answer({ id, turn: question!.turn, given: answer })
  }
  for (let turn = 1; turn <= 3; turn++) await answerRightly()
  const before = await client.assessment.get({ id })
  const items = await rowsOf('select code as id, parameters from item_version where code like $1', [`${skill}-%`])

  await node.owner.query(sql.replaceAll('$1', `'${id}'`))
  expect(await client.assessment.get({ id })).toEqual(before)
  await answerRightly()
  const answers = await rowsOf(
    'select code as item, category, trial, skill from assessment_answer where assessment_id = $1 order by turn',
    [id],
  )
  expect(answers.map((one) => [one.trial, one.skill])).toEqual(answers.map(() => [false, skill]))
  expect(answers).toHaveLength(4)
  expect((await client.assessment.get({ id })).answered).toBe(4)

  await client.assessment.stop({ id })
  const { skills } = await client.assessment.result({ id })
  const said = testedLevel(openBank(items), answers)
  expect(skills[0]).toMatchObject({ code: skill, items: 4 })
  expect(skills[0]!.mean).toBeCloseTo(said.mean, 4)
  expect(skills[0]!.high).toBeCloseTo(said.high, 4)
})
