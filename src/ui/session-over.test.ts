import { expect, test } from 'vitest'
import { signInAgain, whenSessionEnds } from './session-over.ts'

/** A dialog answered by the test. */
function dialog() {
  const shown: ((signedIn: boolean) => void)[] = []
  const remove = whenSessionEnds(() => new Promise((resolve) => shown.push(resolve)))
  return { shown, remove }
}

test('nobody is asked who had not signed in', async () => {
  expect(await signInAgain()).toBe(false)
})

test('all that wait share one dialog and go on together', async () => {
  const { shown, remove } = dialog()
  const waiting = [signInAgain(), signInAgain(true), signInAgain()]
  expect(shown).toHaveLength(1)
  shown[0]!(true)
  expect(await Promise.all(waiting)).toEqual([true, true, true])
  remove()
})

test('a closed dialog comes back for what the person does, not for what the page asks by itself', async () => {
  const { shown, remove } = dialog()
  const first = signInAgain(true)
  shown[0]!(false)
  expect(await first).toBe(false)
  expect(await signInAgain(true)).toBe(false)
  const second = signInAgain()
  expect(shown).toHaveLength(2)
  shown[1]!(true)
  expect(await second).toBe(true)
  const third = signInAgain(true)
  expect(shown).toHaveLength(3)
  shown[2]!(true)
  await third
  remove()
  expect(await signInAgain()).toBe(false)
})
