import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Lease, leaseFor, nextLease, readLease } from './lead.ts'

test('one tab leads until it stops renewing, then another does', () => {
  let kept: Lease | null = nextLease(null, 'a', 0)
  expect(kept?.holder).toBe('a')
  expect(nextLease(kept, 'b', 1000)).toBeNull()
  kept = nextLease(kept, 'a', 2000)
  expect(nextLease(kept, 'b', 2000 + leaseFor - 1)).toBeNull()
  expect(nextLease(kept, 'b', 2000 + leaseFor)?.holder).toBe('b')
})

test('at any moment, however the tabs take turns, at most one holds a lease that stands', () => {
  const turns = fc.array(fc.record({ tab: fc.constantFrom('a', 'b', 'c'), wait: fc.nat({ max: 9000 }) }), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(turns, (taken) => {
      let kept: Lease | null = null
      let now = 0
      for (const { tab, wait } of taken) {
        now += wait
        const before: Lease | null = kept
        const next = nextLease(kept, tab, now)
        if (next) kept = next
        if (before && before.holder !== kept!.holder) expect(before.until).toBeLessThanOrEqual(now)
        expect(kept).not.toBeNull()
      }
    }),
  )
})

test('a lease from a clock that was set back does not lock the tabs out', () => {
  expect(nextLease({ holder: 'a', until: 10 ** 12 }, 'b', 5000)?.holder).toBe('b')
})

test('unreadable leases count as none', () => {
  for (const text of [null, '', '{', '{"holder":1}', '[]', '5']) expect(readLease(text)).toBeNull()
})
