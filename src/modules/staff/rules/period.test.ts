import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeFrom, covers, type Dated, endOn, holdsOn, overlapIn, shiftDay } from './period.ts'
import { clash, endPosts, type Post, place, postSteps } from './post.ts'
import { circleIn } from './tree.ts'

const day = fc.integer({ min: 0, max: 40 }).map((n) => shiftDay('2026-01-01', n))
const days = Array.from({ length: 45 }, (_, n) => shiftDay('2025-12-30', n))
type Named = Dated & { name: string }
const nameOn = (periods: readonly Named[], on: string) => periods.find((period) => holdsOn(period, on))?.name

test('a change holds from its day on, what was before stays, and periods never overlap', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(day, fc.string(), fc.boolean()), { maxLength: 12 }), (steps) => {
      let periods: Named[] = [{ from: '2026-01-01', to: null, name: 'first' }]
      for (const [from, name, ends] of steps) {
        const result = ends ? endOn(periods, from) : changeFrom(periods, from, { name })
        if (result.status !== 'changed') continue
        expect(overlapIn(result.periods)).toBe(undefined)
        for (const on of days) {
          if (on < from || (ends && on === from)) expect(nameOn(result.periods, on)).toBe(nameOn(periods, on))
          else if (ends) expect(nameOn(result.periods, on)).toBe(undefined)
        }
        if (!ends) expect(nameOn(result.periods, from)).toBe(name)
        periods = result.periods
      }
    }),
  )
})

const post = fc.record({
  id: fc.uuid(),
  sectionId: fc.constantFrom('a', 'b', 'c'),
  kind: fc.constantFrom<'main' | 'concurrent'>('main', 'concurrent'),
  title: fc.constantFrom('', '係長'),
  head: fc.boolean(),
  from: day,
  to: fc.option(day),
})

test('however posts are placed, a person never has two main posts, nor two in one section, on any day', () => {
  fc.assert(
    fc.property(fc.array(post, { maxLength: 10 }), (wanted) => {
      let posts: Post[] = []
      for (const one of wanted) {
        const placed = place(posts, one)
        if (placed.status !== 'placed') continue
        expect(clash(placed.posts)).toBe(undefined)
        // Days before the new post tell the same as before; the new one holds on its own.
        for (const on of days.filter((d) => d < one.from))
          expect(
            placed.posts
              .filter((p) => holdsOn(p, on))
              .map((p) => p.id)
              .sort(),
          ).toEqual(
            posts
              .filter((p) => holdsOn(p, on))
              .map((p) => p.id)
              .sort(),
          )
        expect(placed.posts.filter((p) => holdsOn(p, one.from)).map((p) => p.id)).toContain(one.id)
        posts = placed.posts
      }
    }),
  )
})

test('steps written to the posts before give the posts after', () => {
  fc.assert(
    fc.property(fc.array(post, { maxLength: 6 }), day, (some, on) => {
      const before = some.filter((one, i) => some.findIndex((other) => other.id === one.id) === i)
      const after = endPosts(before, on)
      const { add, set, remove } = postSteps(before, after)
      const written = before
        .filter((one) => !remove.includes(one.id))
        .map((one) => set.find((other) => other.id === one.id) ?? one)
        .concat(add)
      expect(written).toEqual(after)
      for (const one of after) expect(holdsOn(one, shiftDay(on, 1))).toBe(false)
    }),
  )
})

test('covers tells a gap', () => {
  const periods = [
    { from: '2026-01-10', to: null },
    { from: '2026-01-01', to: '2026-01-08' },
  ]
  expect(covers(periods, { from: '2026-01-01', to: '2026-01-08' })).toBe(true)
  expect(covers(periods, { from: '2026-01-01', to: '2026-01-09' })).toBe(false)
  expect(covers(periods, { from: '2026-01-10', to: null })).toBe(true)
  expect(covers(periods, { from: '2025-12-31', to: '2026-01-01' })).toBe(false)
})

test('finds a circle among sections', () => {
  expect(
    circleIn(
      new Map([
        ['a', null],
        ['b', 'a'],
        ['c', 'b'],
      ]),
    ),
  ).toBe(undefined)
  expect(
    circleIn(
      new Map([
        ['a', 'c'],
        ['b', 'a'],
        ['c', 'b'],
        ['d', null],
      ]),
    ),
  ).not.toBe(undefined)
  expect(circleIn(new Map([['a', 'a']]))).toBe('a')
})
