import { z } from 'zod'
import { operation } from '#kernel/contract'
import { ExportedSheet, SheetFormat, sheetRefusals } from '#modules/staff/contract/sheet'

const Count = z.number().int()

export const longestQuestion = 300
export const longestAnswer = 20_000

/** What may be wrong with a row. */
export const faqFaultCodes = [
  'no-question',
  'no-answer',
  'question-long',
  'answer-long',
  'unreadable',
  'key-twice',
  'tags',
] as const
export type FaqFault = (typeof faqFaultCodes)[number]

/** Which column holds what, by its place from 0. Without a key, the question itself is the key. */
const Mapping = z.object({
  question: Count.min(0),
  answer: Count.min(0),
  key: Count.min(0).optional(),
  tags: Count.min(0).optional(),
})

const File_ = {
  file: z.file(),
  source: z
    .string()
    .trim()
    .min(1, '取り込み元の名前を入力してください（例：市公式サイトのFAQ）。')
    .max(60, '取り込み元の名前は60文字までです。'),
  mapping: Mapping.optional().describe('省くと、見出しの名前から見つけます'),
}

const refusals = {
  ...sheetRefusals,
  'faq-columns': '質問と回答の列を見つけられません。どの列が質問で、どの列が回答かを選んでください。',
  'faq-json': '{line} 行目をJSONとして読み取れません。1行に1件のJSON（question と answer を含む）にしてください。',
  'faq-refused':
    '取り込めない行が {count} 件あるため、何も取り込んでいません。点検の結果を見て、ファイルを直してください。',
}

const moderators = ['dx-office', 'administrator'] as const

export const faqContract = {
  check: operation({
    method: 'POST',
    path: '/faq/checks',
    label: 'FAQのファイルを点検する',
    permission: moderators,
    effect: 'read',
    refusals,
  })
    .input(z.object(File_))
    .output(
      z.object({
        encoding: z.string(),
        header: z.array(z.string()),
        mapping: Mapping.nullable(),
        rows: Count,
        added: Count,
        updated: Count,
        unchanged: Count,
        refused: z.array(z.object({ line: Count, column: z.string(), message: z.string() })),
        refusedCount: Count,
        examples: z.array(z.object({ question: z.string(), answer: z.string() })),
      }),
    ),
  apply: operation({
    method: 'POST',
    path: '/faq/imports',
    label: 'FAQを取り込む',
    permission: moderators,
    effect: 'change',
    refusals,
  })
    .input(z.object(File_))
    .output(z.object({ added: Count, updated: Count, unchanged: Count })),
  export: operation({
    method: 'POST',
    path: '/faq/export',
    label: '質問と回答を書き出す',
    permission: moderators,
    effect: 'export',
  })
    .input(
      z.object({
        format: z.enum([...SheetFormat.options, 'jsonl']),
        /** With an accepted answer only, or every topic for all staff. */
        only: z.enum(['solved', 'all']).default('solved'),
      }),
    )
    .output(ExportedSheet),
}
