import { z } from 'zod'
import { Id } from '#kernel/id'
import { evidenceKinds, projectParts, purposes } from './names.ts'

export const Purpose = z.enum(purposes)
export const EvidenceKind = z.enum(evidenceKinds)
export const SkillCode = z.string().trim().min(1).max(40)
export const Level = z
  .number('水準は0から4までの数字です。')
  .min(0, '水準は0から4までの数字です。')
  .max(4, '水準は0から4までの数字です。')

/** A calendar day that exists and is not to come (checked by the handler, who knows the day). */
export const PastDay = z.iso
  .date('日付は 2026-04-01 のように、実際にある日を入力してください。')
  .refine((day) => day >= '1950-01-01', '日付の年を確かめてください。')

export const Note = z
  .string()
  .trim()
  .max(500, '500文字までで書いてください。')
  .regex(/^(?:[^\p{Cc}\ufffd]|\n)*$/u, '読み取れない文字が含まれています。その部分を打ち直してください。')

/** One row of the ledger as it is shown. */
export const Row = z.object({
  id: Id,
  framework: z.string(),
  skill: z.string(),
  /** As the framework in use names it; the code where it does not know it. */
  skillName: z.string(),
  kind: EvidenceKind,
  level: z.number().nullable(),
  error: z.number().nullable(),
  part: z.enum(projectParts).nullable(),
  shownOn: z.iso.date(),
  recordedAt: z.date(),
  recordedBy: z.string().nullable(),
  note: z.string(),
  /** Where it stands in the product; empty where it stands nowhere. */
  link: z.string(),
  withdrawn: z.object({ at: z.date(), by: z.string().nullable(), reason: z.string() }).nullable(),
  mayWithdraw: z.boolean(),
})

/** What is believed of one skill on a day. */
export const Estimate = z.object({
  skill: z.string(),
  /** `unknown`: nothing was shown on this skill itself. That is not the same as level 0. */
  state: z.enum(['known', 'unknown']),
  /** On the scale 0–4, with the interval that holds the truth nine times in ten; null when unknown. */
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The likeliest level, and how likely each is. */
  level: z.number().int().nullable(),
  chances: z.array(z.number()),
  rows: z.number().int(),
  lastOn: z.iso.date().nullable(),
  target: z.number().int().nullable(),
  /** Kind of evidence that would narrow the interval most. */
  narrowBy: EvidenceKind.nullable(),
})
export type Estimate = z.infer<typeof Estimate>
