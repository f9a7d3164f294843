import { dateInJapan } from '../../../kernel/fiscal-year.ts'

interface Ageing {
  verifyBy: string | null
  verifiedAt: Date | null
  createdAt: Date
}

const months = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  (Number(to.slice(5, 7)) - Number(from.slice(5, 7))) -
  (to.slice(8) < from.slice(8) ? 1 : 0)

/** How long ago an answer past its day was last known to be right; null while its day lies ahead. */
export function ageWords({ verifyBy, verifiedAt, createdAt }: Ageing, now = new Date()): string | null {
  const today = dateInJapan(now)
  if (verifyBy === null || verifyBy >= today) return null
  const passed = months(dateInJapan(verifiedAt ?? createdAt), today)
  const since = passed >= 12 ? `${Math.floor(passed / 12)}年` : passed >= 1 ? `${passed}か月` : null
  if (!since) return '確認の期限を過ぎています'
  return verifiedAt ? `最終確認から${since}以上経っています` : `投稿されてから${since}以上、確かめられていません`
}
