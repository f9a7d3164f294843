import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ItemDocument } from '../contract/item-document.ts'
import { addOption, documentOf, draftOf, emptyDraft } from './item-draft.ts'

const folder = join(import.meta.dirname, '../../../../data/assessment/items')
const items = readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).items)

test('every item that comes with the product goes through the form and stays what it is', () => {
  expect(items.length).toBeGreaterThanOrEqual(240)
  for (const { code, ...item } of items) {
    const document = ItemDocument.parse(item)
    const again = documentOf(draftOf('city-sheet', document))
    expect(ItemDocument.safeParse(again).error, code).toBeUndefined()
    if (document.kind === 'order') {
      const texts = ({ options, answer }: typeof document) =>
        answer.map((key) => options.find((one) => one.key === key)!.text)
      expect(texts(again), code).toEqual(texts(document))
    } else expect(again, code).toEqual(document)
  }
})

test('steps are never shown in their right order', () => {
  const options = ['い', 'ろ', 'は'].map((text, id) => ({ id, text, rationale: 'わけ', right: false, score: 0 }))
  for (const order of [options, options.toReversed()]) {
    const { options: shown, answer } = documentOf({ ...emptyDraft, kind: 'order', options: order })
    expect(shown.map(({ key }) => key)).not.toEqual(answer)
    expect(answer.map((key) => shown.find((one) => one.key === key)!.text)).toEqual(order.map(({ text }) => text))
  }
})

test('an empty form is no item, and says so; options keep their identity when others go', () => {
  expect(ItemDocument.safeParse(documentOf(emptyDraft)).success).toBe(false)
  const three = emptyDraft.options.filter(({ id }) => id !== 3)
  expect(addOption(three.filter(({ id }) => id !== 1)).map(({ id }) => id)).toEqual([0, 2, 3])
})
