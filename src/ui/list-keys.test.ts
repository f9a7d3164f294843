import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepList } from './list-keys.ts'

test('arrows walk through the list and past its ends back to the field', () => {
  expect(stepList(['a', 'b'], null, 'ArrowDown').active).toBe('a')
  expect(stepList(['a', 'b'], 'a', 'ArrowDown').active).toBe('b')
  expect(stepList(['a', 'b'], 'b', 'ArrowDown').active).toBeNull()
  expect(stepList(['a', 'b'], null, 'ArrowUp').active).toBe('b')
  expect(stepList(['a', 'b'], 'a', 'ArrowUp').active).toBeNull()
  expect(stepList([], null, 'ArrowDown')).toEqual({ active: null, taken: false })
})

test('Enter belongs to the form until an entry was reached', () => {
  expect(stepList(['a'], null, 'Enter').taken).toBe(false)
  expect(stepList(['a'], 'a', 'Enter')).toEqual({ active: null, taken: true, chosen: 'a' })
})

test('a list that changed between two keys keeps the entry that was reached, or does nothing at all', () => {
  const list = fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e'))
  fc.assert(
    fc.property(list, list, fc.nat(4), (before, after, downs) => {
      let active: string | null = null
      for (let key = 0; key <= downs; key++) active = stepList(before, active, 'ArrowDown').active
      fc.pre(active !== null)
      const step = stepList(after, active, 'Enter')
      expect(step.taken).toBe(true) // never the form's search instead
      expect(step.chosen).toBe(after.includes(active!) ? active! : undefined)
      expect(step.gone ?? false).toBe(!after.includes(active!))
    }),
  )
})
