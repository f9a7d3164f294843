import fc from 'fast-check'
import type { Pool, PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestNode, type TestNode } from '#app/testing/node'
import { applicationPool } from '#server/db/pool'
import { Hub, type LiveEvent, type Reader } from '#server/live/hub'
import type { Position } from '#server/live/position'
import { liveSource } from './handlers/live-source.ts'

let node: TestNode
let pool: Pool
const writers: PoolClient[] = []

beforeAll(async () => {
  node = await startTestNode()
  pool = applicationPool(node.ownerUrl, 8)
  for (let i = 0; i < 4; i++) writers.push(await pool.connect())
})
afterAll(async () => {
  for (const writer of writers) writer.release()
  await pool?.end()
  await node?.stop()
})

const begin = (writer: PoolClient) => writer.query(`begin; set local banso.body_id = '${node.bodyId}'`)

async function insert(writer: PoolClient): Promise<number> {
  const { rows } = await writer.query(
    "insert into live_event (body_id, channel, kind, payload) values ($1, 'body', 'test', '{}') returning seq",
    [node.bodyId],
  )
  return rows[0].seq
}

/** What one reader was given, with the position after each batch. */
class Batches implements Reader {
  readonly taken: { seqs: number[]; at: Position }[] = []
  take(events: readonly LiveEvent[], at: Position) {
    this.taken.push({ seqs: events.map(({ seq }) => seq), at })
  }
  drop() {
    throw new Error('dropped')
  }
  seqs(from = 0) {
    return this.taken.slice(from).flatMap(({ seqs }) => seqs)
  }
}

const sorted = (seqs: readonly number[]) => [...seqs].sort((a, b) => a - b)

test('an event is given as soon as it is committed, also while an older transaction is still writing', async () => {
  const hub = new Hub(liveSource(pool))
  const reader = new Batches()
  // Whoever joins is waited for in turn: by then the others have had all that was committed.
  const settle = () => hub.join(node.bodyId, new Batches())
  await hub.join(node.bodyId, reader)
  const [older, younger] = writers as [PoolClient, PoolClient]
  await begin(older)
  const first = await insert(older)
  await begin(younger)
  const second = await insert(younger)
  await younger.query('commit')
  await settle()
  expect(reader.seqs()).toEqual([second])
  await settle()
  await older.query('commit')
  await settle()
  await settle()
  expect(reader.seqs()).toEqual([second, first])
})

const act = fc.record({
  writer: fc.noBias(fc.nat({ max: 3 })),
  what: fc.constantFrom('write', 'write', 'write', 'commit', 'commit', 'roll back', 'read'),
})

test('however transactions overlap, each event comes once, at once, and a reader resumes after any batch', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40, size: 'max' }), async (acts) => {
      const committed: number[] = []
      const open = writers.map((): number[] => [])
      const hub = new Hub(liveSource(pool), 2)
      const reader = new Batches()
      await hub.join(node.bodyId, reader)
      const end = async (writer: number, how: 'commit' | 'rollback') => {
        await writers[writer]!.query(how)
        const seqs = open[writer]!.splice(0)
        if (how === 'commit') committed.push(...seqs)
      }
      for (const { writer, what } of acts) {
        if (what === 'write') {
          if (open[writer]!.length === 0) await begin(writers[writer]!)
          open[writer]!.push(await insert(writers[writer]!))
        } else if (what !== 'read') await end(writer, what === 'commit' ? 'commit' : 'rollback')
        else {
          await hub.join(node.bodyId, new Batches())
          expect(sorted(reader.seqs())).toEqual(sorted(committed))
        }
      }
      for (const writer of open.keys()) await end(writer, 'commit')
      await hub.join(node.bodyId, new Batches())
      expect(sorted(reader.seqs())).toEqual(sorted(committed))
      // Cut off after any batch, it comes back to this node or to another.
      for (const [i, { at }] of reader.taken.entries()) {
        for (const answering of [hub, new Hub(liveSource(pool), 3)]) {
          const back = new Batches()
          expect(await answering.join(node.bodyId, back, at)).toBe(true)
          expect(sorted(back.seqs())).toEqual(sorted(reader.seqs(i + 1)))
        }
      }
    }),
    { numRuns: 25 },
  )
})

test('what one transaction published comes whole, even over a page', async () => {
  const hub = new Hub(liveSource(pool), 2)
  const reader = new Batches()
  await hub.join(node.bodyId, reader)
  const [writer] = writers as [PoolClient]
  await begin(writer)
  const seqs = [await insert(writer), await insert(writer), await insert(writer)]
  await writer.query('commit')
  await hub.join(node.bodyId, new Batches())
  expect(reader.taken.map((batch) => batch.seqs).filter((batch) => batch.length > 0)).toEqual([seqs])
})

test('a reader that leaves while another joins takes nobody along', async () => {
  const hub = new Hub(liveSource(pool))
  const [leaver, joiner] = [new Batches(), new Batches()]
  await hub.join(node.bodyId, leaver)
  const joining = hub.join(node.bodyId, joiner)
  hub.leave(node.bodyId, leaver)
  await joining
  const [writer] = writers as [PoolClient]
  await begin(writer)
  const seq = await insert(writer)
  await writer.query('commit')
  await hub.join(node.bodyId, new Batches())
  expect(joiner.seqs()).toEqual([seq])
})
