import { expect, test } from 'vitest'
import { newsOf, newsSentence } from './topic-news.ts'

const comment = (id: string, revision = 1) => ({ id, revision, hidden: false })
const answer = (id: string, more: object = {}) => ({
  ...comment(id),
  ...{ accepted: false, solvedCount: 0, comments: [comment(`${id}-c`)] },
  ...more,
})
const shown = { revision: 1, status: 'open', comments: [comment('c')], answers: [answer('a')] }

test('the same topic is no news, nor is that it helped one more', () => {
  expect(newsOf(shown, structuredClone(shown))).toBeUndefined()
  expect(newsOf(shown, { ...shown, answers: [answer('a', { solvedCount: 3 })] })).toBeUndefined()
})

test('new answers and comments are counted, wherever they stand', () => {
  const now = {
    ...shown,
    comments: [comment('c'), comment('d')],
    answers: [answer('b', { comments: [] }), answer('a', { comments: [comment('a-c'), comment('e')] })],
  }
  const news = newsOf(shown, now)!
  expect(news).toEqual({ answers: ['b'], comments: ['d', 'e'], changed: false })
  expect(newsSentence(news)).toBe('新しい回答が1件あります')
  expect(newsSentence({ ...news, answers: [] })).toBe('新しいコメントが2件あります')
})

test.each([
  { ...shown, revision: 2 },
  { ...shown, status: 'closed' },
  { ...shown, answers: [] },
  { ...shown, answers: [answer('a', { accepted: true })] },
  { ...shown, comments: [comment('c', 2)] },
])('what is on screen and reads otherwise now is news (%#)', (now) => {
  const news = newsOf(shown, now)!
  expect(news).toEqual({ answers: [], comments: [], changed: true })
  expect(newsSentence(news)).toBe('この話題の内容が変わりました')
})
