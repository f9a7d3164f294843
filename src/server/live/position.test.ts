import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasReached, idOf, midway, type Position, positionOf } from './position.ts'

const now = Date.parse('2026-11-24T00:00:00Z')
const issued = now / 1000

test('a position survives its way through the browser, until it is a day old', () => {
  for (const position of ['123456789:123456789:', '100:104:100,102', `7:${'9'.repeat(19)}:8,9`]) {
    expect(positionOf(idOf(position, now)!, now + 3_600_000)).toBe(position)
    expect(positionOf(idOf(position, now)!, now + 86_400_000)).toBeUndefined()
  }
})

test('what PostgreSQL would not take, or nobody wrote, is no position', () => {
  const unsound = ['', '1', '1:2', 'a:b:c', '0:2:', '2:1:', '1:5:5', '2:5:1', '1:5:3,2', '1:5:2,2', '1:5:2,', '01:5:']
  for (const position of [...unsound, `1:${'9'.repeat(20)}:`, "1:5:2'", '1:5:2\n'])
    expect(positionOf(`${issued}-${position}`, now), position).toBeUndefined()
  for (const id of ['', '-1:5:2', '1:5:2', 'x-1:5:2', `${issued}-5-7`, `${'1'.repeat(12)}-1:5:2`])
    expect(positionOf(id, now), id).toBeUndefined()
  expect(positionOf(`${issued}-1:5:2`, now)).toBe('1:5:2')
})

test('a position that would be too long for a header is not given out, nor taken', () => {
  const running = Array.from({ length: 300 }, (_, i) => 1_000_000 + i)
  const long = `1000000:2000000:${running.join(',')}`
  expect(idOf(long, now)).toBeUndefined()
  expect(positionOf(`${issued}-${long}`, now)).toBeUndefined()
})

test('a database has reached what lies before its end', () => {
  expect(hasReached('5:9:5', '3:9:3')).toBe(true)
  expect(hasReached('5:9:5', '5:10:')).toBe(false)
  expect(hasReached('99:100:', '9:9:')).toBe(true)
})

/** Whether a snapshot sees a transaction, as pg_visible_in_snapshot tells. */
function sees(position: Position, xid: number): boolean {
  const [xmin, xmax, running] = position.split(':') as [string, string, string]
  if (xid < Number(xmin)) return true
  return xid < Number(xmax) && !running.split(',').includes(String(xid))
}

test('however transactions overlap, midway is exactly what was read before and what was read since', () => {
  // Transactions 1…n begin in order and end in any; a snapshot is taken at each step.
  const step = fc.oneof(fc.constant('begin' as const), fc.noBias(fc.nat({ max: 20 })))
  const steps = fc.array(step, { minLength: 10, maxLength: 40, size: 'max' })
  const overlapping = steps.map((taken) => {
    const open: number[] = []
    let [begun, xmax] = [0, 1]
    return taken.map((step): Position => {
      if (step === 'begin') open.push(++begun)
      else if (open.length > 0) xmax = Math.max(xmax, open.splice(step % open.length, 1)[0]! + 1)
      const running = open.filter((xid) => xid < xmax)
      return `${running[0] ?? xmax}:${xmax}:${running.join(',')}`
    })
  })
  fc.assert(
    fc.property(overlapping, fc.noBias(fc.nat()), fc.noBias(fc.nat()), (snapshots, one, other) => {
      const [from, to] = [one % snapshots.length, other % snapshots.length].sort((a, b) => a - b)
      const [after, upTo] = [snapshots[from!]!, snapshots[to!]!]
      const xids = Array.from({ length: 45 }, (_, i) => i + 1)
      for (const last of xids.filter((xid) => sees(upTo, xid) && !sees(after, xid))) {
        const position = midway(after, upTo, String(last))
        for (const xid of xids) expect(sees(position, xid)).toBe(sees(after, xid) || (xid <= last && sees(upTo, xid)))
        expect(positionOf(idOf(position)!)).toBe(position)
      }
    }),
  )
})
