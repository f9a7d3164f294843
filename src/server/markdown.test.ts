import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderMarkdown } from '#server/markdown'

test('Japanese bold without spaces, tables and lists', () => {
  expect(renderMarkdown('これは**「重要」**です。').html).toBe('<p>これは<strong>「重要」</strong>です。</p>')
  expect(renderMarkdown('|列|値|\n|-|-|\n|あ|1|').html).toContain('<td>あ</td>')
})

test('script, handlers, raw HTML and outside images do not survive', () => {
  const { html } = renderMarkdown(
    '<script>alert(1)</script><img src=x onerror=alert(1)>[a](javascript:alert(1)) ![b](http://evil/x.png)',
  )
  expect(html).not.toMatch(/script|onerror|javascript:|evil/)
})

test('people are mentioned by links to their page', () => {
  const id = '01890000-0000-7000-8000-000000000001'
  expect(renderMarkdown(`[@佐藤 花子](/people/${id})さん`)).toMatchObject({ mentions: [id], text: '@佐藤 花子さん' })
})

test('any text renders, and nothing dangerous comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(renderMarkdown(text).html).not.toMatch(/<(script|iframe|object|style|form)|\son\w+=|href="javascript/i)
    }),
  )
})
