import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#server/db/migrate'
import { createTestDatabase, type TestDatabase } from '#server/testing/database'
import { loadDemo } from './demo.ts'

let database: TestDatabase
let owner: Pool

beforeAll(async () => {
  database = await createTestDatabase()
  await migrate(database.adminUrl)
  await loadDemo(database.adminUrl)
  owner = new Pool({ connectionString: database.adminUrl, max: 2 })
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await database?.drop()
})

const number = async (from: string): Promise<number> =>
  (await owner.query(`select count(*)::integer as n from ${from}`)).rows[0].n

test('the city is as large as it says: people, sections, three years of history, questions and practices', async () => {
  const staffToday = `person p where p.left_on is null and exists (select from post o where o.person_id = p.id
    and o.kind = 'main' and o.valid_from <= current_date and (o.valid_to is null or o.valid_to >= current_date))`
  expect(Math.abs((await number(staffToday)) - 1400)).toBeLessThanOrEqual(60)
  expect(await number("(select distinct section_id from section_period where kind = 'section') x")).toBe(90)
  expect(await number("topic where kind = 'question'")).toBeGreaterThanOrEqual(300)
  expect(await number("topic where kind = 'practice'")).toBe(60)
  expect(await number('(select distinct axis from topic where axis is not null) x')).toBe(3)
  const { rows } = await owner.query("select now() - min(created_at) > interval '2 years 6 months' as long from topic")
  expect(rows[0].long).toBe(true)
})

test('everybody holds one main post at a time, and wrote from the section they were in', async () => {
  const twice = `post a join post b on b.person_id = a.person_id and b.id > a.id and a.kind = 'main' and b.kind = 'main'
    and a.valid_from <= coalesce(b.valid_to, 'infinity') and b.valid_from <= coalesce(a.valid_to, 'infinity')`
  expect(await number(twice)).toBe(0)
  const elsewhere = `answer a where not exists (select from post o where o.person_id = a.author_id
    and o.section_id = a.section_id)`
  expect(await number(elsewhere)).toBe(0)
})

test('sections say what they are for, and who signs in says what they know', async () => {
  const said = "section_period where kind = 'section' and duties like '%、%' and duties <> name"
  expect(await number(said)).toBe(90)
  const known =
    'account a where login like $$demo-%$$ and exists (select from interest i where i.person_id = a.person_id)'
  expect(await number(known)).toBe(8)
})

test('of those who were asked some answered, declined or let it pass, nobody more than thrice in seven days', async () => {
  for (const state of ['answered', 'declined', 'expired', 'withdrawn'])
    expect(await number(`ask where state = '${state}'`), state).toBeGreaterThan(0)
  const week = `ask a where (select count(*) from ask b where b.person_id = a.person_id and b.step = 'people'
    and b.state <> 'asked' and b.asked_at > a.asked_at - interval '7 days' and b.asked_at <= a.asked_at) > 3`
  expect(await number(week)).toBe(0)
})

test('questions nobody answered are on their way to people, within everybody’s cap', async () => {
  expect(await number("ask where state = 'asked'")).toBeGreaterThan(0)
  const over = `(select a.person_id from ask a left join helper_profile h on h.person_id = a.person_id
    where a.step = 'people' and a.state = 'asked' group by a.person_id, h.weekly_cap having count(*) > coalesce(h.weekly_cap, 3)) x`
  expect(await number(over)).toBe(0)
})

test('loading again changes nothing, and a city that is there already is left alone', async () => {
  const before = [await number('person'), await number('topic'), await number('answer')]
  await loadDemo(database.adminUrl)
  expect([await number('person'), await number('topic'), await number('answer')]).toEqual(before)
  const real = await createTestDatabase()
  await migrate(real.adminUrl)
  const pool = new Pool({ connectionString: real.adminUrl, max: 1 })
  await pool.query("insert into body (code, name) values ('142077', '茅ヶ崎市')")
  await loadDemo(real.adminUrl)
  const { rows } = await pool.query('select count(*)::integer as n from person')
  expect(rows[0].n).toBe(0)
  await pool.end()
  await real.drop()
})
