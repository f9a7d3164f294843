import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from '../contract/recognition.ts'
import { answered, endsSoon, mayDo } from './leader.ts'
import { endOfYears, findings, sinceYears, standing } from './recognition.ts'

const outline = {
  skills: [
    { code: 'a', axes: ['service'] },
    { code: 'b', axes: ['service', 'workstyle'] },
    { code: 'c', axes: ['workstyle'] },
  ],
} as const
const known = (chances: Record<string, number[]>, more: object = {}) => ({
  ...{ chances: new Map(Object.entries(chances)), rows: new Map<Condition, number>(), wants: undefined },
  ...more,
})
const axis = { kind: 'axis', axis: 'service', count: 2, level: 2, chance: 0.7 } as const

test('what nobody knows may be there: unknown, not unmet', () => {
  const of = (chances: Record<string, number[]>) =>
    findings({ years: 3, conditions: [axis] }, outline, known(chances))[0]
  expect(of({ a: [1, 0.8, 0, 0], b: [1, 0.9, 0, 0] })).toEqual({ state: 'met', have: 2, might: 0, need: 2 })
  expect(of({ a: [1, 0.8, 0, 0] })).toEqual({ state: 'unknown', have: 1, might: 1, need: 2 })
  expect(of({ a: [1, 0.8, 0, 0], b: [1, 0.6, 0, 0] })).toEqual({ state: 'unmet', have: 1, might: 0, need: 2 })
})

test('any skill counts where none is named; evidence and will are counted as they are', () => {
  const skills = { kind: 'skills', skills: [], count: 1, level: 3, chance: 0.5 } as const
  const evidence = { kind: 'evidence', kinds: ['project' as const], count: 2, years: 3 } as const
  const will = { kind: 'will' } as const
  const criteria = { years: 3, conditions: [skills, { ...evidence, kinds: [...evidence.kinds] }, will] }
  const rows = new Map<Condition, number>([[criteria.conditions[1] as Condition, 2]])
  const states = (more: object) =>
    findings(criteria as never, outline, known({ c: [1, 1, 0.6, 0] }, { rows, ...more })).map(({ state }) => state)
  expect(states({ wants: true })).toEqual(['met', 'met', 'met'])
  expect(states({ wants: false })).toEqual(['met', 'met', 'unmet'])
  expect(states({})).toEqual(['met', 'met', 'unknown'])
})

test('knowing more never makes a met condition unmet, and never leaves more unknown', () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), chances), chances, (some, extra) => {
      const [before] = findings({ years: 3, conditions: [axis] }, outline, known(some))
      const [after] = findings({ years: 3, conditions: [axis] }, outline, known({ a: extra, ...some }))
      if (before!.state === 'met') expect(after!.state).toBe('met')
      expect(after!.might).toBeLessThanOrEqual(before!.might)
    }),
  )
})

test('proposed when all is met, near when one thing is open', () => {
  const found = (...states: ('met' | 'unmet' | 'unknown')[]) =>
    standing(states.map((state) => ({ state, have: 0, might: 0, need: 1 })))
  expect([found('met', 'met'), found('met', 'unknown'), found('unmet', 'unknown')]).toEqual([
    'ready',
    'near',
    undefined,
  ])
})

test('terms end with a fiscal year, this one counted: on both sides of the first of April', () => {
  expect(endOfYears('2026-03-31', 3)).toBe('2028-03-31')
  expect(endOfYears('2026-04-01', 3)).toBe('2029-03-31')
  expect(endOfYears('2026-11-23', 1)).toBe('2027-03-31')
  expect([sinceYears('2026-11-23', 3), sinceYears('2028-02-29', 1)]).toEqual(['2023-11-23', '2027-02-28'])
})

test('who wants to lead is answered by the head, who is asked by themselves; the office appoints, never itself', () => {
  const nobody = { self: false, heads: false, nominated: false, office: false }
  expect(mayDo('asked', { ...nobody, heads: true })).toEqual(['agree', 'refuse'])
  expect(mayDo('asked', { ...nobody, self: true, heads: true, nominated: true })).toEqual(['withdraw'])
  expect(mayDo('offered', { ...nobody, self: true })).toEqual(['agree', 'refuse'])
  expect(mayDo('offered', { ...nobody, heads: true, nominated: true })).toEqual(['withdraw'])
  expect(mayDo('agreed', { ...nobody, office: true })).toEqual(['appoint'])
  expect(mayDo('agreed', { ...nobody, office: true, self: true })).toEqual([])
  expect(mayDo('appointed', { ...nobody, office: true, nominated: true })).toEqual([])
  expect([answered('asked', 'refuse'), answered('offered', 'refuse'), answered('refused', 'agree')]).toEqual([
    ...['refused', 'declined'],
    undefined,
  ])
  expect([endsSoon('2027-03-31', '2026-09-29'), endsSoon('2027-03-31', '2026-09-30')]).toEqual([false, true])
})
