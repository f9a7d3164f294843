/**
 * Who can do this, and wants to: `npm run bench:finder -- [debian|embedded] [people] [seconds]`. People with estimates of a
 * bit more than half of 24 skills and, a third of them, a will; searches for one to four skills, for a will, in a section.
 * One client after another's answer, and four at once; and the list of those of whom nothing is known. The last line is one JSON object.
 */
import { Pool } from 'pg'
import { dateInJapan } from '#kernel/fiscal-year'
import { reachedLevels } from '#modules/profiles/rules/finder'
import { keepReach } from '#modules/profiles/store/reach'
import { transaction } from '#server/db/transaction'
import { drive, openBenchDatabase, prepareBody, signIn, startBenchNode } from './harness.ts'

const [kind = 'debian', peopleText = '60000', secondsText = '15'] = process.argv.slice(2)
const people = Number(peopleText)
const database = await openBenchDatabase(kind)
try {
  const { owner, bodyId } = await prepareBody(database.url)
  await owner.query(
    `insert into role_grant (body_id, id, person_id, role, valid_from, valid_to, reason)
     select body_id, gen_random_uuid(), id, 'dx-office', current_date - 1, current_date + 300, 'bench' from person`,
  )
  await owner.query(
    `insert into person (body_id, id, staff_number, name, kana)
     select $1, gen_random_uuid(), 'n' || n, '職員 ' || n, 'ショクイン' || n from generate_series(1, $2::integer) n`,
    [bodyId, people],
  )
  await owner.query(
    `insert into post (body_id, id, person_id, section_id, kind, title, valid_from)
     select p.body_id, gen_random_uuid(), p.id, s.section_id, 'main', '主事', current_date - 400
     from person p cross join lateral (select section_id from section_period where body_id = $1
       order by section_id limit 1) s
     where p.body_id = $1 and p.staff_number like 'n%'`,
    [bodyId],
  )
  const { rows: skills } = await owner.query(
    `select distinct s.code from skill s join framework_version v on v.id = s.version_id
     where v.body_id = $1 and v.code = 'city' order by 1`,
    [bodyId],
  )
  const codes = skills.map(({ code }) => code as string)
  for (const code of codes)
    await owner.query(
      `insert into skill_estimate (body_id, framework, skill, person_id, mean, variance, as_of, own_rows, last_on)
       select body_id, 'city', $2, id, 4 * random() * random(), 0.1 + random() * 0.6, current_date - (random() * 900)::integer,
         case when random() < 0.55 then 1 + (random() * 3)::integer else 0 end, current_date
       from person where body_id = $1 and staff_number like 'n%'`,
      [bodyId, code],
    )
  // As the profiles module keeps it: how likely each level is reached, one row a person.
  const bench = new Pool({ connectionString: database.url, max: 1 })
  const { rows: everybody } = await owner.query("select id from person where staff_number like 'n%'")
  for (let at = 0; at < everybody.length; at += 1000) {
    const ids = everybody.slice(at, at + 1000).map(({ id }) => id as string)
    const { rows } = await owner.query(
      `select person_id as "personId", skill, mean, variance, to_char(as_of, 'YYYY-MM-DD') as "asOf" from skill_estimate
       where own_rows > 0 and person_id = any($1::uuid[])`,
      [ids],
    )
    const reached = rows.map((row) => ({ ...row, chances: reachedLevels(row, dateInJapan(new Date())) }))
    await transaction(bench, { bodyId }, (db) => keepReach(db, bodyId, 'city', ids, reached))
  }
  await bench.end()
  await owner.query(
    `insert into willingness (body_id, person_id, reform, learn, teach, hours_per_week)
     select body_id, id, random() < 0.5, random() < 0.7, random() < 0.2, (random() * 5)::integer
     from person where body_id = $1 and staff_number like 'n%' and random() < 0.34`,
    [bodyId],
  )
  await owner.query('vacuum analyze')
  await owner.end()
  const node = await startBenchNode(database.url, { BANSO_JOBS: '0' })
  const cookie = await signIn(node.url, bodyId)
  const asked = codes.map((_, i) => {
    const wanted = codes.slice(i, i + 1 + (i % 4)).map((skill, at) => ({ skill, level: 1 + ((i + at) % 3) }))
    const will = ([undefined, 'reform', 'learn'] as const)[i % 3]
    return { purpose: 'team', wanted, ...(will ? { will } : {}) }
  })
  const load = (path: string) => ({
    requests: asked.map((body) => ({ method: 'POST' as const, path, body: JSON.stringify(body) })),
    ...{ cookie, seconds: Number(secondsText) },
  })
  const search = load('/api/v1/finder')
  await drive(node, database, { ...search, connections: 2, seconds: 5 }) // warm
  const one = await drive(node, database, { ...search, connections: 1 })
  const four = await drive(node, database, { ...search, connections: 4 })
  const unknown = await drive(node, database, { ...load('/api/v1/finder/unknown'), connections: 1 })
  await node.stop()
  console.log(JSON.stringify({ bench: 'finder', database: kind, people, one, four, unknown }))
} finally {
  await database.stop()
}
