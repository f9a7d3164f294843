import { expect, test } from 'vitest'
import { stepsOf } from './practice.ts'

test('the list of an answer is its steps, without the marks of Markdown', () => {
  expect(
    stepsOf(['まず確認します。\n\n1. **共有**を開く\n2. [手引き](https://example.jp)を読む\n\n以上です。']),
  ).toEqual(['共有を開く', '手引きを読む'])
  expect(stepsOf(['①開く\n②閉じる'])).toEqual(['開く', '閉じる'])
})

test('an answer without a list gives its lines; nothing gives nothing', () => {
  expect(stepsOf(['管理画面を開きます。\n\n担当を替えます。'])).toEqual(['管理画面を開きます。', '担当を替えます。'])
  expect(stepsOf([])).toEqual([])
  expect(stepsOf([Array.from({ length: 50 }, (_, i) => `- 手順${i}`).join('\n')])).toHaveLength(30)
})
