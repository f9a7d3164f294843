import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDraft, writeDraft } from './draft-text.ts'

test('whatever is written comes back with its id, empty lines and all', () => {
  const draft = fc.record({ id: fc.uuid(), text: fc.string({ unit: 'grapheme' }).map((text) => `${text}\n\n`) })
  fc.assert(
    fc.property(draft, (written) => {
      expect(readDraft(writeDraft(written))).toEqual(written)
    }),
  )
})

test('what is no draft is none', () => {
  for (const stored of [null, '', 'ただの文章', '\n']) expect(readDraft(stored)).toBeUndefined()
})
