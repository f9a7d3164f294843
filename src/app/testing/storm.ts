import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { newId } from '#kernel/id'
import { verifyAudit } from '#server/audit'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { clientOf, createBody, createPerson, testPassword } from './node.ts'
import type { Victim } from './victim.ts'

export interface Writers {
  bodyId: number
  cookies: string[]
}

/** A body with as many people as write at once, signed in over HTTP. Their sessions outlive every crash. */
export async function prepareWriters(url: string, ownerUrl: string, count: number): Promise<Writers> {
  return withOwner(ownerUrl, async (owner) => {
    const bodyId = await createBody(owner, '990019', '嵐が丘市')
    const cookies: string[] = []
    for (let i = 0; i < count; i++) {
      const login = `writer${i}`
      const { personId } = await createPerson({ owner, bodyId }, { login })
      await owner.query('insert into conduct_agreement (body_id, person_id, version) values ($1, $2, 1)', [
        bodyId,
        personId,
      ])
      const client = clientOf(url, '', (header) => cookies.push(header.split(';')[0]!))
      await client.session.signIn({ bodyId, login, password: testPassword })
    }
    return { bodyId, cookies }
  })
}

export interface Aftermath {
  /** Where the installation serves again. */
  url: string
  /** Topics and answers the node said it had stored. */
  acknowledged: number
  /** Of these, the ones that are gone. */
  lost: string[]
  /** Posts without their audit row, or audit rows without their post. */
  unaudited: number
  auditFaults: number
  /** Milliseconds from the start of the dead installation until it serves again. */
  recovery: number
}

/**
 * Everybody writes as fast as they can; `duration` milliseconds after the writing is in full swing lightning strikes;
 * then what was promised is looked for.
 */
export async function storm(
  victim: Victim,
  url: string,
  { bodyId, cookies }: Writers,
  duration: number,
): Promise<Aftermath> {
  await withOwner(victim.ownerUrl(), (owner) => owner.query('delete from rate_window'))
  const topics: string[] = []
  const answers: string[] = []
  let struck = false
  const writing = cookies.map(async (cookie) => {
    const client = clientOf(url, cookie)
    let topicId: string | undefined
    for (let turn = 0; !struck; turn++) {
      const id = newId()
      try {
        if (topicId && turn % 3 > 0) {
          await client.answer.create({ topicId, id, body: `嵐の中の回答です。${id}` })
          answers.push(id)
        } else {
          await client.topic.create({ id, kind: 'question', title: `嵐の中の質問 ${id}`, body: '届いていますか。' })
          topics.push(id)
          topicId = id
        }
      } catch {
        await sleep(20) // a limit, or the end
      }
    }
  })
  const patience = performance.now() + 60_000
  while (answers.length < cookies.length && performance.now() < patience) await sleep(10) // a node's first posts are slow
  await sleep(duration)
  await victim.strike()
  struck = true
  await Promise.all(writing)
  const from = performance.now()
  const again = await victim.start()
  const recovery = Math.round(performance.now() - from)
  return { url: again, ...(await lookFor(victim.ownerUrl(), bodyId, { topics, answers })), recovery }
}

async function lookFor(ownerUrl: string, bodyId: number, promised: { topics: string[]; answers: string[] }) {
  const pool = applicationPool(ownerUrl, 1)
  const { faults } = await inBody(pool, bodyId, verifyAudit).finally(() => pool.end())
  return withOwner(ownerUrl, async (owner) => {
    const gone = async (table: string, ids: string[]) => {
      const sql = `select p.id from unnest($1::uuid[]) as p(id)
        where not exists (select from ${table} t where t.body_id = $2 and t.id = p.id)`
      return (await owner.query(sql, [ids, bodyId])).rows.map(({ id }) => id as string)
    }
    const { rows } = await owner.query(
      `select (select count(*) from topic)::int + (select count(*) from answer)::int as posts,
        (select count(*) from audit_entry where payload::jsonb ->> 'operation' in ('topic.create', 'answer.create'))::int as audited`,
    )
    return {
      acknowledged: promised.topics.length + promised.answers.length,
      lost: [...(await gone('topic', promised.topics)), ...(await gone('answer', promised.answers))],
      unaudited: Math.abs(rows[0].posts - rows[0].audited),
      auditFaults: faults.length,
    }
  })
}

async function withOwner<T>(url: string, work: (owner: Pool) => Promise<T>): Promise<T> {
  const owner = new Pool({ connectionString: url, max: 2 })
  owner.on('error', () => {}) // its query fails and tells
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}
