import { z } from 'zod'
import { operation } from '#kernel/contract'
import { sheetRefusals } from '#modules/staff/contract/sheet'

const Count = z.number().int()

/** Columns of the file, by the headings that are understood. */
export const importColumns = {
  number: ['職員番号', '番号'],
  skill: ['スキル', 'スキルコード', 'スキル名'],
  level: ['水準', 'レベル'],
  shownOn: ['日付', '年月日', '実施日'],
  note: ['備考', '内容', '研修名', '資格名'],
} as const
export type ImportColumn = keyof typeof importColumns
export const neededColumns: readonly ImportColumn[] = ['number', 'skill', 'level', 'shownOn']

/** What is wrong with a cell; the words are in messages/evidence-import.ts. */
export type CellFault = 'no-person' | 'no-skill' | 'level' | 'day' | 'future' | 'note' | 'twice'

export const importRowsMost = 20_000

const refusals = {
  ...sheetRefusals,
  columns: '「職員番号」「スキル」「水準」「日付」の列が必要です。見出しの行を確かめて、もう一度選んでください。',
  'too-many-rows': `一度に取り込めるのは${importRowsMost.toLocaleString('ja-JP')}行までです。ファイルを分けてください。`,
  'no-framework': 'スキルの枠組みがまだ公開されていません。DX推進課が公開すると使えるようになります。',
  'still-wrong': '直すところが残っているため、何も取り込んでいません。点検の結果を見て、ファイルを直してください。',
}

const common = { permission: ['dx-office', 'hr'] as const, refusals }

export const evidenceImport = {
  check: operation({
    ...{ method: 'POST', path: '/evidence/import-checks', label: 'スキルの根拠のファイルを点検する' },
    ...common,
    effect: 'read',
  })
    .input(z.object({ file: z.file() }))
    .output(
      z.object({
        encoding: z.string(),
        rows: Count,
        people: Count,
        fresh: Count,
        /** Rows the ledger has already: they are not written twice. */
        known: Count,
        refused: z.array(z.object({ line: Count, column: z.string(), message: z.string() })),
        refusedCount: Count,
      }),
    ),

  import: operation({
    ...{ method: 'POST', path: '/evidence/imports', label: 'スキルの根拠をファイルから取り込む' },
    ...common,
    effect: 'change',
  })
    .input(z.object({ file: z.file() }))
    .output(z.object({ recorded: Count, known: Count, people: Count })),
}
