import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fewest, type Group, shownGroups } from './groups.ts'

const group = (id: string, people: number, known: number, sum = known * 2): Group => ({
  ...{ id, name: id, people },
  skills: new Map(known > 0 ? [['s', { known, sum }]] : []),
})

test('groups of five and more stand for themselves, the whole comes first', () => {
  const shown = shownGroups([group('a', 9, 6), group('b', 7, 5)], ['s'])
  expect(shown.map(({ id, people }) => [id, people])).toEqual([
    ['all', 16],
    ['a', 9],
    ['b', 7],
  ])
  expect(shown.map(({ cells }) => cells[0])).toEqual([
    { skill: 's', known: 11, mean: 2, withheld: false },
    { skill: 's', known: 6, mean: 2, withheld: false },
    { skill: 's', known: 5, mean: 2, withheld: false },
  ])
})

test('small groups are put together, with the smallest of the others where they would not be five', () => {
  const shown = shownGroups([group('a', 9, 9), group('b', 6, 6), group('c', 2, 2)], ['s'])
  expect(shown.map(({ id, people, merged }) => [id, people, merged])).toEqual([
    ['all', 17, 0],
    ['a', 9, 0],
    ['small', 8, 2],
  ])
})

test('a cell of fewer than five is withheld, and with it one by which it could be worked out', () => {
  const shown = shownGroups([group('a', 9, 9), group('b', 20, 6), group('c', 20, 3)], ['s'])
  expect(shown.map(({ id, cells }) => [id, cells[0]!.withheld])).toEqual([
    ['all', false],
    ['a', false],
    ['b', true],
    ['c', true],
  ])
})

test('nobody known is told as nobody, not as withheld', () => {
  const [all, a] = shownGroups([group('a', 9, 0)], ['s'])
  expect([all!.cells[0], a!.cells[0]]).toEqual([
    { skill: 's', known: 0, mean: null, withheld: false },
    { skill: 's', known: 0, mean: null, withheld: false },
  ])
})

test('whatever the groups: no cell tells of one to four people, nor do those withheld together', () => {
  const groups = fc.array(
    fc.record({ people: fc.integer({ min: 1, max: 30 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(groups, (given) => {
      const made = given.map(({ people, share }, n) => group(`g${n}`, people, Math.round(people * share)))
      const [whole, ...parts] = shownGroups(made, ['s'])
      for (const { cells, people } of [whole!, ...parts]) {
        const { known, withheld, mean } = cells[0]!
        if (withheld) expect([known, mean]).toEqual([null, null])
        else expect(known === 0 || known! >= fewest).toBe(true)
        expect(people).toBeLessThanOrEqual(whole!.people)
      }
      if (whole!.cells[0]!.withheld) return
      const told = parts.reduce((sum, { cells }) => sum + (cells[0]!.known ?? 0), 0)
      const hidden = whole!.cells[0]!.known! - told
      expect(hidden === 0 || hidden >= fewest).toBe(true)
    }),
  )
})
