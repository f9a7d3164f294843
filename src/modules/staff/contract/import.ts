import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { changeKinds, postKinds } from './names.ts'
import { personnel } from './section.ts'
import { Day, Text } from './shapes.ts'
import { sheetRefusals } from './sheet.ts'

export const importModes = ['full', 'differences'] as const

/** Which column (from 0) holds a field; fields without a column are left as they are. */
const Mapping = z.record(z.string(), z.number().int().min(0).max(255))

const Count = z.number().int()
export const ImportSummary = z.object({
  rows: Count,
  added: Count,
  transferred: Count,
  changed: Count,
  ended: Count,
  unchanged: Count,
  refused: Count,
  /** People coming to and going from each section (main posts). */
  sections: z.array(z.object({ code: z.string(), name: z.string(), in: Count, out: Count })),
  warnings: z.array(z.object({ line: Count, column: z.string(), message: z.string() })),
})
export type ImportSummary = z.infer<typeof ImportSummary>

export const ImportRefusal = z.object({
  line: Count,
  /** Name and number (or code) as the line has them. */
  who: z.string(),
  column: z.string(),
  reason: z.string(),
  message: z.string(),
})
export type ImportRefusal = z.infer<typeof ImportRefusal>

/** One side of a difference: the fields that differ, by their names in import-words.ts, and a person's posts. */
const Side = z.object({
  fields: z.record(z.string(), z.string()),
  posts: z.array(
    z.object({
      code: z.string(),
      section: z.string(),
      kind: z.enum(postKinds),
      title: z.string(),
      head: z.boolean(),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
})
export type ImportSide = z.infer<typeof Side>
export const ImportChange = z.object({
  seq: Count,
  kind: z.enum(changeKinds),
  code: z.string(),
  name: z.string(),
  before: Side,
  after: Side,
})

export type ImportChange = z.infer<typeof ImportChange>

/** A file as it was read: what its columns hold and which field each most likely is. */
const ReadFile = z.object({
  id: z.string(),
  encoding: z.string(),
  format: z.enum(['csv', 'xlsx']),
  rows: Count,
  headerLine: Count,
  columns: z.array(z.object({ title: z.string(), samples: z.array(z.string()) })),
  fields: z.array(z.object({ name: z.string(), label: z.string(), required: z.boolean() })),
  mapping: Mapping,
  /** The mapping is the one used for the same headers before. */
  remembered: z.boolean(),
})

const Check = z.object({ summary: ImportSummary, refusals: z.array(ImportRefusal) })

const Progress = {
  kind: z.enum(['people', 'sections']),
  status: z.enum(['read', 'checked', 'applying', 'applied']),
  /** It is being applied, but nothing has been heard of it for a minute: its node is gone, and nothing was written. */
  stalled: z.boolean(),
  fileName: z.string(),
  done: Count,
  total: Count,
}

const refusals = {
  gone: 'この取り込みは終わったか、古くなって片付けられました。もう一度ファイルを選んでください。',
}

export const staffImportContract = {
  read: operation({
    method: 'POST',
    path: '/staff-imports',
    label: '取り込むファイルを読み取る',
    permission: personnel,
    effect: 'change',
    refusals: sheetRefusals,
    limit: { count: 60, seconds: 3600 },
  })
    .input(z.object({ kind: z.enum(['people', 'sections']), file: z.file() }))
    .output(ReadFile),
  check: operation({
    method: 'POST',
    path: '/staff-imports/{id}/check',
    label: '取り込みを点検する（まだ反映しない）',
    permission: personnel,
    effect: 'change',
    refusals: {
      ...refusals,
      'unmapped-field': '「{field}」の列を選んでください。',
      'same-column': '「{column}」の列が二つの項目に選ばれています。',
    },
  })
    .input(z.object({ id: Id, mapping: Mapping, mode: z.enum(importModes), asOf: Day }))
    .output(Check),
  get: operation({
    method: 'GET',
    path: '/staff-imports/{id}',
    label: '取り込みの状態を見る',
    permission: personnel,
    effect: 'read',
    refusals,
  })
    .input(z.object({ id: Id }))
    .output(
      z.object({
        id: z.string(),
        ...Progress,
        mode: z.enum(importModes).nullable(),
        asOf: z.string().nullable(),
        summary: ImportSummary.nullable(),
      }),
    ),
  resume: operation({
    method: 'GET',
    path: '/staff-imports/{id}/resume',
    label: '途中の取り込みを開く',
    permission: personnel,
    effect: 'view',
    refusals,
  })
    .input(z.object({ id: Id }))
    .output(
      z.object({
        ...Progress,
        /** Until it is applied; the mapping is the one last checked with. */
        read: ReadFile.optional(),
        /** Once it was checked. */
        checked: Check.extend({ mode: z.enum(importModes), asOf: z.string() }).optional(),
      }),
    ),
  changes: operation({
    method: 'GET',
    path: '/staff-imports/{id}/changes',
    label: '取り込みで変わる内容を見る',
    permission: personnel,
    effect: 'view',
    refusals,
  })
    .input(
      z.object({
        id: Id,
        kind: z.enum(changeKinds).optional(),
        sectionCode: z.string().max(40).optional(),
        query: Text.max(100).optional(),
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ changes: z.array(ImportChange), total: Count })),
  apply: operation({
    method: 'POST',
    path: '/staff-imports/{id}/apply',
    label: '取り込みを反映する',
    permission: personnel,
    effect: 'change',
    refusals: {
      ...refusals,
      'not-checked': '先に点検してください。',
      'has-refusals': '受け付けられない行が {count} 件あります。ファイルを直して、もう一度取り込んでください。',
      outdated:
        '点検した後に、職員や組織の登録が変わりました。安全のため何も反映していません。もう一度点検してください。',
      applying: 'この取り込みは、いま反映しているところです。終わるまでお待ちください。',
    },
  })
    .input(z.object({ id: Id }))
    .output(z.object({ applied: Count })),
  list: operation({
    method: 'GET',
    path: '/staff-imports',
    label: '取り込みの記録を見る',
    permission: personnel,
    effect: 'read',
  }).output(
    z.object({
      imports: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(['people', 'sections']),
          status: z.string(),
          fileName: z.string(),
          rows: Count,
          by: z.string(),
          at: z.date(),
          appliedAt: z.date().nullable(),
        }),
      ),
    }),
  ),
}
