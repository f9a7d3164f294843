import { hash } from '@node-rs/argon2'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { RouterClient } from '@orpc/server'
import { Pool } from 'pg'
import type { Role } from '#kernel/permission'
import { type Config, readConfig } from '#server/config'
import { transaction } from '#server/db/transaction'
import { createTestDatabase } from '#server/testing/database'
import type { router } from '../modules.ts'
import { startNode } from '../node.ts'
import type { Pages } from '../pages.ts'
import { loadShipped } from '../shipped.ts'

export type Client = RouterClient<typeof router>

export interface TestNode {
  url: string
  ownerUrl: string
  /** Connections as the owner of the tables: for arranging and for looking, past row-level security. */
  owner: Pool
  bodyId: number
  /** The same node's HTTP API as nobody. */
  anyone: Client
  /** Signs in over HTTP as a person made by `person`; calls carry their session cookie. */
  as(login: string): Promise<Client & { cookie: string }>
  stop(): Promise<void>
}

export const testPassword = 'test-password-1'
const passwordHash = hash(testPassword, { memoryCost: 1024, timeCost: 1, parallelism: 1 })

/** A whole node over HTTP on its own migrated database, with one empty body (code 990019). */
export async function startTestNode(
  settings: Record<string, string> = {},
  pages: Pages = (_, response) => response.end('<!doctype html>'),
): Promise<TestNode> {
  const database = await createTestDatabase()
  const config: Config = readConfig({
    BANSO_PORT: '0',
    BANSO_HOST: '127.0.0.1',
    BANSO_LOG: 'silent',
    BANSO_JOBS: '0',
    ...settings,
  })
  const node = await startNode(config, database.adminUrl, pages)
  const owner = new Pool({ connectionString: database.adminUrl, max: 2 })
  const bodyId = await createBody(owner, '990019', '汐凪市')
  return {
    url: node.url,
    ownerUrl: database.adminUrl,
    owner,
    bodyId,
    anyone: clientOf(node.url, ''),
    async as(login) {
      let cookie = ''
      const client = clientOf(node.url, '', (header) => {
        cookie = header.split(';')[0]!
      })
      await client.session.signIn({ bodyId, login, password: testPassword })
      // The client has an operation of every name, `cookie` and `then` too: these are answered before it.
      const calls = clientOf(node.url, cookie)
      const get = (_: object, name: string) =>
        name === 'cookie' ? cookie : name === 'then' ? undefined : calls[name as keyof Client]
      return new Proxy({}, { get }) as Client & { cookie: string }
    },
    async stop() {
      await node.stop()
      await owner.end()
      await database.drop()
    },
  }
}

export function clientOf(url: string, cookie: string, onCookie: (header: string) => void = () => {}): Client {
  const link = new RPCLink({
    url: `${url}/rpc`,
    headers: () => ({ cookie }),
    fetch: async (request, init) => {
      const response = await fetch(request, init)
      for (const header of response.headers.getSetCookie()) onCookie(header)
      return response
    },
  })
  return createORPCClient(link)
}

export async function createBody(owner: Pool, code: string, name: string): Promise<number> {
  const { rows } = await owner.query('insert into body (code, name) values ($1, $2) returning body_id', [code, name])
  await transaction(owner, {}, (db) => loadShipped(db, rows[0].body_id))
  return rows[0].body_id
}

export interface PersonFixture {
  login: string
  name?: string
  roles?: readonly Role[]
  /** Section code; made as a section valid since 2020-04-01 when it does not exist. */
  section?: string
  head?: boolean
  title?: string
  bodyId?: number
}

/** Arranges one person who can sign in, with a post and roles; returns the ids. */
export async function createPerson(node: Pick<TestNode, 'owner' | 'bodyId'>, fixture: PersonFixture) {
  const {
    login,
    name = login,
    roles = [],
    section = '0101',
    head = false,
    title = '主事',
    bodyId = node.bodyId,
  } = fixture
  const { owner } = node
  const sectionId = await ensureSection(owner, bodyId, section)
  const { rows } = await owner.query(
    `with p as (insert into person (body_id, id, staff_number, name, kana) values ($1, gen_random_uuid(), $2, $3, '') returning id),
      a as (insert into account (body_id, person_id, login, password_hash) select $1, id, $2, $4 from p),
      t as (insert into post (body_id, id, person_id, section_id, kind, title, head, valid_from)
            select $1, gen_random_uuid(), id, $5, 'main', $6, $7, '2020-04-01' from p),
      r as (insert into role_grant (body_id, id, person_id, role, valid_from, valid_to)
            select $1, gen_random_uuid(), id, unnest($8::text[]), '2020-04-01', '2099-03-31' from p)
     select id from p`,
    [bodyId, login, name, await passwordHash, sectionId, title, head, roles],
  )
  return { personId: rows[0].id as string, sectionId }
}

export async function ensureSection(owner: Pool, bodyId: number, code: string, name = `第${code}課`): Promise<string> {
  const found = await owner.query('select id from section where body_id = $1 and code = $2', [bodyId, code])
  if (found.rows[0]) return found.rows[0].id
  const { rows } = await owner.query(
    `with s as (insert into section (body_id, id, code) values ($1, gen_random_uuid(), $2) returning id)
     insert into section_period (body_id, section_id, valid_from, name) select $1, id, '2020-04-01', $3 from s returning section_id`,
    [bodyId, code, name],
  )
  return rows[0].section_id
}
