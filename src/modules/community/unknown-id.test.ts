import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { operationsOf } from '#app/openapi'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { everythingPosted, expectRefused, refusedCall } from '#app/testing/refused'
import { newId } from '#kernel/id'
import { communityContract } from './contract.ts'

let node: TestNode
let office: Client & { cookie: string }
const topicId = newId()

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'office', roles: ['dx-office'] })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
  )
  office = await node.as('office')
  await office.topic.create({ id: topicId, kind: 'question', title: '件名', body: '本文', tags: [] })
})
afterAll(() => node?.stop())

const unknown: [string, (id: unknown) => object][] = [
  ['topic.get', (id) => ({ id })],
  ['topic.edit', (id) => ({ id, title: '件名', body: '本文', tags: [], revision: 1 })],
  ['topic.close', (id) => ({ id, closed: true })],
  ['topic.history', (id) => ({ topicId: id, subjectKind: 'topic', subjectId: id })],
  ['topic.history', (id) => ({ topicId, subjectKind: 'answer', subjectId: id })],
  ['answer.create', (id) => ({ topicId: id, id: newId(), body: '本文' })],
  ['answer.edit', (id) => ({ id, body: '本文', revision: 1 })],
  ['answer.accept', (id) => ({ id, accepted: true })],
  ['answer.verify', (id) => ({ id })],
  ['comment.create', (id) => ({ topicId: id, id: newId(), body: '本文' })],
  ['comment.create', (id) => ({ topicId, answerId: id, id: newId(), body: '本文' })],
  ['comment.edit', (id) => ({ id, body: '本文', revision: 1 })],
  ['resolution.create', (id) => ({ topicId: id, place: 'topic' })],
  ['resolution.create', (id) => ({ topicId, answerId: id, place: 'topic' })],
  ['tag.get', (id) => ({ id })],
  ['tag.rename', (id) => ({ id, name: '新しい名前' })],
  ['tag.merge', (id) => ({ id, into: newId() })],
  ['follow.set', (id) => ({ subjectKind: 'topic', subjectId: id, following: true })],
  ['follow.set', (id) => ({ subjectKind: 'tag', subjectId: id, following: true })],
  ['practice.linked', (id) => ({ topicId: id })],
  ['practice.outline', (id) => ({ topicId: id })],
  ['practice.create', (id) => ({ ...card, id: newId(), originId: id })],
  ['practice.edit', (id) => ({ ...card, id, revision: 1 })],
  ['adoption.list', (id) => ({ topicId: id })],
  ['adoption.set', (id) => ({ topicId: id, sectionId: id, adoptedOn: '2026-04-01' })],
  ['adoption.remove', (id) => ({ topicId: id, sectionId: id })],
  ['report.create', (id) => ({ id: newId(), subjectKind: 'topic', subjectId: id, reason: 'wrong' })],
  ['report.create', (id) => ({ id: newId(), subjectKind: 'answer', subjectId: id, reason: 'wrong' })],
  ['report.create', (id) => ({ id: newId(), subjectKind: 'comment', subjectId: id, reason: 'wrong' })],
  ['report.decide', (id) => ({ id, outcome: 'dismissed', answer: '確かめました' })],
  ['moderation.hide', (id) => ({ subjectKind: 'answer', subjectId: id, hidden: true, reason: '確かめました' })],
  ['moderation.unmask', (id) => ({ subjectKind: 'comment', subjectId: id, reason: '確かめました' })],
  ['moderation.ofTopic', (id) => ({ topicId: id })],
  ['ask.decline', (id) => ({ id })],
  ['ask.forTopic', (id) => ({ topicId: id })],
  ['figures.get', (id) => ({ section: id })],
]
const card = { title: '事例', problem: '困りごと', steps: ['手順'], effect: '効果', axis: 'service' }

/** Ids of the contract that only choose among what there is: an unknown one chooses nothing. */
const choosing = ['topic.list', 'practice.list', 'verification.due', 'ask.list', 'ask.candidates']

test.each(unknown)('%s: what is not there is said not to be found, what is no id is no input', async (name, input) => {
  const before = await everythingPosted(node)
  expectRefused(await refusedCall(node.url, office, name, input(newId())), 404, name)
  for (const id of ['', '1', "' or true --", '../../etc/passwd', `${topicId}x`, null, {}, [topicId]])
    if (id !== null || !/answerId|originId|section"/.test(JSON.stringify(input(null))))
      expectRefused(await refusedCall(node.url, office, name, input(id)), 400, `${name} ${JSON.stringify(id)}`)
  expect(await everythingPosted(node)).toEqual(before)
})

test('every operation of the community that takes an id is among these', () => {
  const takesId = (schema: unknown): boolean =>
    /"format":"uuid"/.test(JSON.stringify(z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' })))
  const known = new Set([...choosing, ...unknown.map(([name]) => name)])
  const missing = [...operationsOf(communityContract)]
    .map(([name]) => name)
    .filter((name) => {
      const [noun, verb] = name.split('.') as [keyof typeof communityContract, never]
      const { inputSchema } = (communityContract[noun][verb] as { '~orpc': { inputSchema?: unknown } })['~orpc']
      return inputSchema && takesId(inputSchema) && !known.has(name)
    })
  expect(missing).toEqual(['topic.create']) // its id is its own, and new
})
