import { expect, test } from 'vitest'
import { bold, bullets, type Command, code, heading, link, numbers, quote, table } from './markdown-edit.ts'

/** Applies a command to a text whose selection stands between ⟦ and ⟧, and shows the result the same way. */
function apply(command: Command, marked: string): string {
  const start = marked.indexOf('⟦')
  const end = marked.indexOf('⟧') - 1
  const text = marked.replace(/[⟦⟧]/g, '')
  const change = command({ text, start, end })
  const made = text.slice(0, change.from) + change.insert + text.slice(change.to)
  const [from, to] = change.select
  return `${made.slice(0, from)}⟦${made.slice(from, to)}⟧${made.slice(to)}`
}

test('bold goes around the selection and comes off again', () => {
  expect(apply(bold, '申請の⟦期限⟧は')).toBe('申請の**⟦期限⟧**は')
  expect(apply(bold, '申請の**⟦期限⟧**は')).toBe('申請の⟦期限⟧は')
  expect(apply(bold, '⟦⟧')).toBe('**⟦太字⟧**')
})

test('line marks reach every selected line and toggle', () => {
  expect(apply(bullets, '前\n一⟦つ\n二⟧つ\n後')).toBe('前\n⟦- 一つ\n- 二つ⟧\n後')
  expect(apply(bullets, '⟦- 一つ\n- 二つ⟧')).toBe('⟦一つ\n二つ⟧')
  expect(apply(numbers, '⟦甲\n乙⟧')).toBe('⟦1. 甲\n2. 乙⟧')
  expect(apply(heading, '概要⟦⟧')).toBe('## 概要⟦⟧')
  expect(apply(quote, '⟦⟧')).toBe('> ⟦⟧')
})

test('code is a word or a block', () => {
  expect(apply(code, '⟦=SUM(A1)⟧')).toBe('`⟦=SUM(A1)⟧`')
  expect(apply(code, '式は⟦⟧')).toBe('式は\n\n```\n⟦ここにコード⟧\n```\n\n')
})

test('a link selects what is still to be written', () => {
  expect(apply(link, '⟦規程⟧を見る')).toBe('[規程](⟦https://⟧)を見る')
  expect(apply(link, '⟦https://example.jp/⟧')).toBe('[⟦リンクの文字⟧](https://example.jp/)')
})

test('a table stands on lines of its own', () => {
  expect(apply(table, '前⟦⟧')).toBe('前\n\n| ⟦見出し1⟧ | 見出し2 |\n| --- | --- |\n| 内容 | 内容 |\n\n')
})
