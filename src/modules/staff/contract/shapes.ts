import { z } from 'zod'
import { postKinds } from './names.ts'

/** A calendar day that exists, between 1900 and 2199. */
export const Day = z.iso
  .date('日付は 2026-04-01 のように、実際にある日を入力してください。')
  .refine((day) => day >= '1900-01-01' && day < '2200-01-01', '日付の年を確かめてください。')

/** The day a question is asked about; today when left out. */
export const AsOf = Day.optional()

/** Halves of surrogate pairs and NUL cannot be stored, other control characters are never meant: broken copies bring them. */
export const Text = z
  .string()
  .trim()
  .regex(/^(?:[^\p{Cc}\p{Cs}\ufffd]|[\t\n\r])*$/u, '読み取れない文字が含まれています。その部分を打ち直してください。')

const line = (name: string, length: number) =>
  Text.max(length, `${name}は${length}文字までです。`).regex(/^[^\t\n\r]*$/, '改行やタブは使えません。')

export const Name = line('氏名', 100).min(1, '氏名を入力してください。')
export const Kana = line('フリガナ', 200)
export const StaffNumber = line('職員番号', 40).min(1, '職員番号を入力してください。')
export const Mail = z.email('メールアドレスの形を確かめてください。').max(254).nullable()
export const Title = line('職位', 100)
export const SectionCode = line('所属コード', 40).min(1, '所属コードを入力してください。')
export const BodyName = line('団体の名前', 100).min(1, '団体の名前を入力してください。')
export const SectionName = line('所属名', 100).min(1, '所属名を入力してください。')

/** A post as shown: where, as what, from when. */
export const PostShown = z.object({
  id: z.string(),
  sectionId: z.string(),
  sectionCode: z.string(),
  sectionName: z.string(),
  kind: z.enum(postKinds),
  title: z.string(),
  head: z.boolean(),
  from: z.string(),
  to: z.string().nullable(),
})
export type PostShown = z.infer<typeof PostShown>
