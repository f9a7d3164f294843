import { expect, test } from 'vitest'
import { ageWords } from './age-words.ts'

const now = new Date('2026-11-23T01:00:00Z')
const at = (day: string) => new Date(`${day}T03:00:00Z`)

test('an answer past its day says how long nobody has confirmed it', () => {
  const words = (verifiedAt: string | null, verifyBy: string | null, createdAt = '2023-06-01') =>
    ageWords({ verifyBy, verifiedAt: verifiedAt ? at(verifiedAt) : null, createdAt: at(createdAt) }, now)
  expect(words('2025-11-22', '2026-11-22')).toBe('最終確認から1年以上経っています')
  expect(words('2025-11-24', '2026-11-22')).toBe('最終確認から11か月以上経っています')
  expect(words(null, '2024-06-01')).toBe('投稿されてから3年以上、確かめられていません')
  expect(words('2026-11-20', '2026-11-22')).toBe('確認の期限を過ぎています')
  expect(words('2025-11-22', '2026-11-23')).toBeNull()
  expect(words('2025-11-22', null)).toBeNull()
})
