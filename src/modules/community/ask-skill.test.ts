import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { readConfig } from '#server/config'
import { applicationPool } from '#server/db/pool'
import { communityJobs } from './jobs.ts'

let node: TestNode
let pool: Pool
const as: Record<string, Client> = {}
const ids: Record<string, string> = {}

beforeAll(async () => {
  node = await startTestNode()
  pool = applicationPool(node.ownerUrl, 3)
  for (const login of ['asker', 'able', 'quiet', 'plain', 'boss'])
    ids[login] = (await createPerson(node, { login, name: `${login}さん`, section: `010${login.length}` })).personId
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
  )
  for (const login of Object.keys(ids)) as[login] = await node.as(login)
  // Two are known to be able; one of them shows it to colleagues.
  for (const login of ['able', 'quiet'])
    for (const judge of ['asker', 'plain', 'boss'])
      await as[judge]!.evidence.endorse({
        ...{ id: newId(), personId: ids[login]!, skill: 'city-sheet', level: 4, note: '集計を任せています' },
      })
  await as.able!.profile.choose({ shownToColleagues: true, target: null })
})
afterAll(async () => {
  await pool?.end()
  await node?.stop()
})

const title = '月次の一覧をまとめたい'
const body = '毎月の一覧をまとめ直すのに半日かかります。楽な方法を教えてください。'

test('a question goes to who can, by its tags, though they never answered one like it', async () => {
  const { id } = await as.asker!.topic.create({ id: newId(), kind: 'question', title, body, tags: ['エクセル'] })
  await node.owner.query("update routing set next_at = now() - interval '1 minute' where topic_id = $1", [id])
  await communityJobs.tasks['ask.route']!({ bodyId: node.bodyId, topicId: id }, { pool, config: readConfig({}) })
  const { rows } = await node.owner.query('select person_id from ask where topic_id = $1', [id])
  expect(rows.map(({ person_id }) => person_id).sort()).toEqual([ids.able, ids.quiet].sort())
  const [own] = (await as.quiet!.ask.list({})).asks
  expect(own!.reasons).toEqual([{ source: 'skill', share: 1, details: ['表計算で整理し集計する'] }])
})

test('a question whose tags and words speak of another skill asks neither for this one', async () => {
  const { id } = await as.asker!.topic.create({ id: newId(), kind: 'question', title, body, tags: ['見慣れない札'] })
  await node.owner.query("update routing set next_at = now() - interval '1 minute' where topic_id = $1", [id])
  await communityJobs.tasks['ask.route']!({ bodyId: node.bodyId, topicId: id }, { pool, config: readConfig({}) })
  const { rows } = await node.owner.query('select reasons from ask where topic_id = $1', [id])
  expect(JSON.stringify(rows)).not.toContain('"skill"')
})

test('among people who can help only those are named for a skill who show it', async () => {
  const { people } = await as.asker!.ask.candidates({ text: `エクセルで${title}` })
  const named = people.filter(({ reasons }) => reasons.some(({ source }) => source === 'skill'))
  expect(named.map(({ name }) => name)).toEqual(['ableさん'])
})

test('what was known of somebody long ago grows old: they are named no longer', async () => {
  await node.owner.query('update skill_estimate set as_of = as_of - 3650 where person_id = $1 and mean >= 2.5', [
    ids.able,
  ])
  const { people } = await as.asker!.ask.candidates({ text: `エクセルで${title}` })
  expect(people.flatMap(({ reasons }) => reasons.map(({ source }) => source))).not.toContain('skill')
})
