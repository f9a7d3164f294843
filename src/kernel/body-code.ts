import { z } from 'zod'

/**
 * The check digit of a 全国地方公共団体コード: weights 6…2 over the five digits, 11 − (sum mod 11), last digit of that.
 * Source: 総務省「全国地方公共団体コード仕様」; for sums below 11 the rule gives 11 − sum, which this formula does too.
 */
export function checkDigit(five: string): number {
  const sum = [6, 5, 4, 3, 2].reduce((total, weight, i) => total + weight * Number(five[i]), 0)
  return (11 - (sum % 11)) % 10
}

export const isBodyCode = (code: string): boolean =>
  /^\d{6}$/.test(code) && checkDigit(code.slice(0, 5)) === Number(code[5])

export const BodyCode = z
  .string()
  .refine(isBodyCode, '全国地方公共団体コードは、検査数字を含む6桁の数字です。確かめて入力し直してください。')
