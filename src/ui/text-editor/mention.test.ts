import { expect, test } from 'vitest'
import { insertMention, mentionAt } from './mention.ts'

const typed = (text: string) => mentionAt({ text, start: text.length, end: text.length })

test.each([
  ['@さとう', { from: 0, to: 4, typed: 'さとう' }],
  ['詳しくは＠佐藤', { from: 4, to: 7, typed: '佐藤' }],
  ['一行目\n@sa', { from: 4, to: 7, typed: 'sa' }],
])('a name is typed in %j', (text, mention) => expect(typed(text)).toEqual(mention))

test.each(['@', 'taro@example', '@佐藤 さん', '@佐藤、', '[@佐藤](/people/1) ', '', 'メールは a.b@c'])(
  'none in %j',
  (text) => expect(typed(text)).toBeUndefined(),
)

test('only at the caret, never over a selection', () => {
  expect(mentionAt({ text: '@佐藤さん', start: 3, end: 3 })).toEqual({ from: 0, to: 3, typed: '佐藤' })
  expect(mentionAt({ text: '@佐藤', start: 1, end: 3 })).toBeUndefined()
})

test('the link stands where the name was typed, and brackets of a name do not end it', () => {
  const mention = typed('詳しくは@佐')!
  const { from, to, insert, select } = insertMention(mention, { id: '0', name: '佐藤 花子' })
  expect([from, to, insert]).toEqual([4, 6, '[@佐藤 花子](/people/0) '])
  expect(select).toEqual([4 + insert.length, 4 + insert.length])
  expect(insertMention(mention, { id: '0', name: 'a]b' }).insert).toBe('[@a\\]b](/people/0) ')
})
