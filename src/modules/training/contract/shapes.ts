import { z } from 'zod'

export const Line = (most: number) => z.string().trim().max(most, `${most}文字までで書いてください。`)
export const Words = Line
export const Day = z.iso.date('日付を YYYY-MM-DD の形で書いてください。')
export const Revision = z.coerce.number().int().min(1).describe('見ていた版番号（ほかの人の更新を上書きしないため）')
export const PageNumber = z.coerce.number().int().min(1).max(500).default(1)

/** A page outside: http or https, nothing a browser would run. */
export const Link = z
  .string()
  .trim()
  .max(500, '500文字までで書いてください。')
  .refine((text) => text === '' || /^https?:\/\/[^\s]+$/.test(text), 'URLは http:// か https:// で始めてください。')
