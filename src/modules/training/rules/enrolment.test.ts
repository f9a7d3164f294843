import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enrolmentStates } from '../contract/names.ts'
import { decideByOf, moved, placeIn, seatsFor, type Waiting } from './enrolment.ts'

const waiting = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    recommended: fc.boolean(),
    hours: fc.integer({ min: 0, max: 40 }),
    askedAt: fc.date({ min: new Date('2026-04-01'), max: new Date('2026-06-01'), noInvalidDate: true }),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
)
const hall = fc
  .record({ seats: fc.integer({ min: 1, max: 20 }), framed: fc.integer({ min: 0, max: 20 }), seated: fc.nat(25) })
  .map(({ seats, framed, seated }) => ({ seats, framed: Math.min(framed, seats), seated: Math.min(seated, seats) }))

test('no more seats are given than are free, and none is left while somebody could have it', () => {
  fc.assert(
    fc.property(waiting, hall, fc.boolean(), (all, { seats, framed, seated }, frameOver) => {
      const given = seatsFor(all, { seats, framed, seated, seatedByFrame: 0, frameOver })
      const free = seats - seated
      expect(given.length).toBeLessThanOrEqual(free)
      expect(new Set(given).size).toBe(given.length)
      if (frameOver) expect(given.length).toBe(Math.min(free, all.length))
    }),
  )
})

test('who has had less training goes first; of equals, who asked first; the order of the list says nothing', () => {
  const one = (id: string, hours: number, day: string, recommended = false): Waiting => ({
    ...{ id, hours, recommended, askedAt: new Date(day) },
  })
  const all = [one('late', 3, '2026-05-02'), one('much', 20, '2026-04-01'), one('early', 3, '2026-05-01')]
  const hall = { seats: 2, framed: 0, seated: 0, seatedByFrame: 0, frameOver: false }
  expect(seatsFor(all, hall)).toEqual(['early', 'late'])
  expect(seatsFor(all.toReversed(), hall)).toEqual(['early', 'late'])
  expect(placeIn(all, 'much')).toBe(2)
  expect(placeIn(all, 'nobody')).toBeUndefined()
})

test('a frame is for the recommended until applications close, then for anybody', () => {
  const asked = new Date('2026-05-01')
  const all = [
    { id: 'plain', hours: 0, recommended: false, askedAt: asked },
    { id: 'sent', hours: 30, recommended: true, askedAt: asked },
  ]
  const hall = { seats: 2, framed: 2, seated: 0, seatedByFrame: 0 }
  expect(seatsFor(all, { ...hall, frameOver: false })).toEqual(['sent'])
  expect(seatsFor(all, { ...hall, frameOver: true })).toEqual(['sent', 'plain'])
  expect(seatsFor(all, { ...hall, seatedByFrame: 2, seated: 1, frameOver: false })).toEqual(['plain'])
})

test('each act leads from where it may begin, and from nowhere else', () => {
  expect(enrolmentStates.filter((state) => moved('approve', state))).toEqual(['asked'])
  expect(enrolmentStates.filter((state) => moved('complete', state))).toEqual(['seated', 'reported'])
  expect(enrolmentStates.filter((state) => moved('withdraw', state))).toEqual([
    'asked',
    'waiting',
    'seated',
    'reported',
  ])
  expect(moved('return', 'reported')).toBe('seated')
})

test('an answer is due in three working days: over a weekend and a holiday', () => {
  // Friday 2026-05-01 10:00 in Japan; Golden Week to 6 May.
  expect(decideByOf(new Date('2026-05-01T01:00:00Z')).toISOString()).toBe('2026-05-11T01:00:00.000Z')
})
