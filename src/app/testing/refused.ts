import { expect } from 'vitest'
import type { TestNode } from './node.ts'
import { call } from './probe.ts'

/** What a refused person reads: the sentence, and what is said of each field. */
export interface Refused {
  status: number
  reason: string
  sentences: string[]
}

/** Calls an operation that is going to be refused. */
export async function refusedCall(url: string, who: { cookie: string }, name: string, input: object): Promise<Refused> {
  const { status, text } = await call(url, who, name, input)
  const { title = '', reason = '', issues = [] } = JSON.parse(text).json?.data ?? {}
  return { status, reason, sentences: [title, ...issues.map(({ message }: { message: string }) => message)] }
}

/** Refused with this status, everything said in Japanese and no word of the machine. */
export function expectRefused({ status, sentences }: Refused, expected: number, what: string) {
  expect([what, status]).toEqual([what, expected])
  expect(sentences[0]).not.toBe('')
  for (const sentence of sentences) {
    expect(sentence).toMatch(/[ぁ-んァ-ヶ一-龠].*[。」]?$/)
    expect(sentence).not.toMatch(/undefined|null|uuid|regex|expected|received|error/i)
  }
}

/** Everything a post can leave behind. */
export async function everythingPosted({ owner }: Pick<TestNode, 'owner'>) {
  const { rows } = await owner.query(`select
    (select jsonb_agg(t order by id) from topic t) as topics, (select jsonb_agg(a order by id) from answer a) as answers,
    (select jsonb_agg(c order by id) from comment c) as comments, (select count(*) from revision) as revisions,
    (select jsonb_agg(g order by id) from tag g) as tags, (select count(*) from report) as reports,
    (select count(*) from notice) as notices, (select count(*) from follow) as follows,
    (select count(*) from search_text) as texts, (select count(*) from audit_entry where payload not like '%session.%') as audited`)
  return rows[0]
}
