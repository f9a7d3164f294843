import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newest, type Outcome } from './newest.ts'

/** A line whose answers come when the test says so, or end when they are not wanted any more. */
function line() {
  const open: { value: string; answer: (fail: boolean) => void }[] = []
  const asked: string[] = []
  let most = 0
  const ask = (value: string, signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      const leave = () => open.splice(open.indexOf(entry), 1)
      const entry = {
        value,
        answer: (fail: boolean) => {
          leave()
          if (fail) reject(new Error('lost'))
          else resolve(`to ${value}`)
        },
      }
      signal.addEventListener('abort', () => {
        leave()
        reject(signal.reason)
      })
      asked.push(value)
      open.push(entry)
      most = Math.max(most, open.length)
    })
  return { ask, asked, open, most: () => most }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('a newer value ends the older question, and only the newest is answered', async () => {
  const { ask, asked, open, most } = line()
  const told: Outcome<string, string>[] = []
  const { put } = newest(ask, (outcome) => told.push(outcome))
  for (const text of ['電子', '電子申', '電子申請']) put(text)
  await settle()
  expect(open.map(({ value }) => value)).toEqual(['電子申請'])
  open[0]!.answer(false)
  await settle()
  expect(told).toEqual([{ value: '電子申請', result: 'to 電子申請' }])
  expect(asked).toEqual(['電子', '電子申請']) // what was overtaken while waiting is never asked
  expect(most()).toBe(1)
})

test('however the keys and the answers come, one question is on its way and the last word is about the last value', async () => {
  const events = fc.array(fc.constantFrom('key', 'answer', 'fail', 'pause'), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(events, async (sequence) => {
      const { ask, open, most } = line()
      const told: Outcome<string, string>[] = []
      const { put } = newest(ask, (outcome) => told.push(outcome))
      let typed = 0
      for (const event of ['key', ...sequence]) {
        if (event === 'key') put(String(++typed))
        else if (event === 'pause') await settle()
        else open[0]?.answer(event === 'fail')
      }
      await settle()
      open[0]?.answer(false)
      await settle()
      expect(told.at(-1)!.value).toBe(String(typed))
      expect(told.map(({ value }) => Number(value))).toEqual(
        told.map(({ value }) => Number(value)).toSorted((a, b) => a - b),
      )
      expect(most()).toBe(1)
      expect(open).toEqual([])
    }),
  )
})

test('after the end nothing is told', async () => {
  const { ask, open } = line()
  const told: unknown[] = []
  const { put, end } = newest(ask, (outcome) => told.push(outcome))
  put('a')
  await settle()
  end()
  await settle()
  expect([open, told]).toEqual([[], []])
  put('b')
  await settle()
  open[0]!.answer(false)
  await settle()
  expect(told).toHaveLength(1)
})
