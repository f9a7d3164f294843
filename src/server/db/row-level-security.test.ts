import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBody, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { applicationPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'

/** Tables that hold no body's data: the schema's own history. */
const withoutBody = ['migration']

/** Functions that act as the tables' owner; each one filters by the body itself. Reviewed when added here. */
const reviewed = ['audit_append', 'bearer_scope', 'body_directory', 'enqueue', 'search_candidates', 'search_matches']

let node: TestNode
let application: Pool
let tables: string[]
let other: number

beforeAll(async () => {
  node = await startTestNode()
  application = applicationPool(node.ownerUrl, 2)
  const { rows } = await node.owner.query(
    `select distinct table_name from information_schema.columns where table_schema = 'public' and column_name = 'body_id'
     and table_name in (select tablename from pg_tables where schemaname = 'public') order by 1`,
  )
  tables = rows.map((row) => row.table_name)
  other = await createBody(node.owner, '990027', '浜風市')
  for (const bodyId of [node.bodyId, other]) await createPerson(node, { login: `p${bodyId}`, bodyId, roles: ['hr'] })
})
afterAll(async () => {
  await application?.end()
  await node?.stop()
})

/** Runs one statement as the application's role, in a transaction whose tenant is `body`; always rolled back. */
async function attempt(
  body: number | undefined,
  statement: string,
): Promise<{ rows: unknown[]; count: number } | { refused: string }> {
  const client = await application.connect()
  try {
    await client.query(`begin${body === undefined ? '' : `; set local banso.body_id = '${body}'`}`)
    const result = await client.query(statement)
    return { rows: result.rows, count: result.rowCount ?? 0 }
  } catch (error) {
    return { refused: (error as { code: string }).code }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('every table of a body has row-level security with a policy, and no other table exists', async () => {
  const { rows } = await node.owner.query(
    `select c.relname as name, c.relrowsecurity as secured,
            (select count(*) from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname)::int as policies
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
  )
  const unsecured = rows.filter(
    ({ name, secured, policies }) => !withoutBody.includes(name) && !(secured && policies > 0),
  )
  expect(unsecured).toEqual([])
  expect(rows.map(({ name }) => name).filter((name) => !tables.includes(name))).toEqual(withoutBody)
})

test('every key of such a table begins with the body', async () => {
  const { rows } = await node.owner.query(
    `select i.indrelid::regclass::text as name, i.indexrelid::regclass::text as index
     from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'public'::regnamespace and i.indisunique
       and (select attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) <> 'body_id'`,
  )
  expect(rows.filter(({ name }) => !withoutBody.includes(name))).toEqual([{ name: 'body', index: 'body_code_key' }])
})

test('without a tenant nothing is seen, changed or added', async () => {
  for (const table of tables) {
    const seen = await attempt(undefined, `select * from ${table}`)
    expect([table, 'rows' in seen ? seen.rows.length : 0]).toEqual([table, 0])
    const removed = await attempt(undefined, `delete from ${table}`)
    expect([table, 'count' in removed ? removed.count : 0]).toEqual([table, 0])
  }
  expect(
    await attempt(undefined, `insert into setting (body_id, key, value) values (${node.bodyId}, 'k', '1')`),
  ).toEqual({ refused: '42501' })
})

test('inside one body, rows of another are neither seen, changed, removed, added nor taken over', async () => {
  for (const table of tables) {
    const seen = await attempt(node.bodyId, `select * from ${table} where body_id <> ${node.bodyId}`)
    expect([table, 'rows' in seen ? seen.rows : []]).toEqual([table, []])
    for (const statement of [
      `delete from ${table} where body_id = ${other}`,
      `update ${table} set body_id = body_id where body_id = ${other}`,
    ]) {
      const done = await attempt(node.bodyId, statement)
      expect([statement, 'count' in done ? done.count : 0]).toEqual([statement, 0])
    }
  }
  for (const table of ['person', 'section', 'account', 'role_grant']) {
    const moved = await attempt(node.bodyId, `update ${table} set body_id = ${other}`)
    expect([table, moved]).toEqual([table, { refused: expect.stringMatching(/^(42501|23503)$/) }])
  }
  const added = `insert into section (body_id, id, code) values (${other}, gen_random_uuid(), '9999')`
  expect(await attempt(node.bodyId, added)).toEqual({ refused: '42501' })
})

test('the tenant does not outlive its transaction on a pooled connection', async () => {
  await transaction(application, { bodyId: node.bodyId }, async () => undefined)
  const { rows } = await application.query('select count(*)::int as n from person')
  expect(rows[0].n).toBe(0)
})

test('the role cannot lift its own bounds', async () => {
  for (const statement of [
    'alter table person disable row level security',
    'create table t (a int)',
    'drop policy by_body on person',
    'select * from graphile_worker._private_jobs',
    `insert into audit_entry select ${node.bodyId}, 99, now(), '{}', '', ''`,
    'delete from audit_entry',
    'update audit_head set seq = 0',
    `insert into body (code, name) values ('990035', 'x')`,
  ]) {
    expect([statement, await attempt(node.bodyId, statement)]).toEqual([statement, { refused: '42501' }])
  }
  const { rows } = await node.owner.query(
    "select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'banso_app'",
  )
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false }])
})

test('functions that act as the owner are few and reviewed, and fix their search path', async () => {
  const { rows } = await node.owner.query(
    `select p.proname as name, p.proconfig as config from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
  )
  expect(rows.map(({ name }) => name).filter((name) => !reviewed.includes(name))).toEqual([])
  for (const { name, config } of rows)
    expect([name, config]).toEqual([name, expect.arrayContaining(['search_path=public'])])
})
