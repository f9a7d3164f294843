import { expect, test } from 'vitest'
import { Heard } from './heard.ts'

test('an event is new once, in whichever order events come', () => {
  const heard = new Heard()
  expect([5, 3, 5, 4, 3].filter((seq) => heard.isNew(seq))).toEqual([5, 3, 4])
})

test('only the latest are kept', () => {
  const heard = new Heard(2)
  for (const seq of [1, 2, 3]) heard.isNew(seq)
  expect([3, 2, 1].map((seq) => heard.isNew(seq))).toEqual([false, false, true])
})

test('after a restored backup the same numbers are other events', () => {
  const heard = new Heard()
  heard.isNew(1)
  heard.forget()
  expect(heard.isNew(1)).toBe(true)
})
