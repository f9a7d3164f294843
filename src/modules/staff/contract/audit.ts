import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { Day, Text } from './shapes.ts'
import { ExportedSheet, SheetFormat } from './sheet.ts'

const Filter = {
  /** Who acted, or was concerned. */
  personId: Id.optional(),
  /** Part of the operation's Japanese name, or the beginning of its code name. */
  operation: Text.max(100, '操作の名前は100文字までです。').optional(),
  from: Day.optional(),
  to: Day.optional(),
}

export const auditContract = {
  list: operation({
    method: 'GET',
    path: '/audit',
    label: '監査記録を見る',
    permission: ['administrator'],
    effect: 'view',
  })
    .input(
      z.object({
        ...Filter,
        before: z.coerce.number().int().min(1).optional().describe('この番号より前の記録'),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        entries: z.array(
          z.object({
            seq: z.number().int(),
            at: z.string(),
            /** Null for the system itself, and when veiled. */
            actor: z.object({ id: z.string(), name: z.string() }).nullable(),
            /** Done by somebody who kept their name back: who is behind a post is a logged question of its own. */
            veiled: z.boolean(),
            operation: z.string(),
            label: z.string(),
            effect: z.string(),
            /** Ids of what it concerned; with the name where it is a person. */
            subjects: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
            detail: z.record(z.string(), z.unknown()),
            request: z.string().nullable(),
          }),
        ),
        next: z.number().int().optional(),
      }),
    ),
  export: operation({
    method: 'POST',
    path: '/audit/export',
    label: '監査記録を書き出す',
    permission: ['administrator'],
    effect: 'export',
    refusals: { 'too-many-rows': '記録が {limit} 件を超えます。日付で絞って、分けて書き出してください。' },
  })
    .input(
      z.object({
        ...Filter,
        format: SheetFormat,
        reason: Text.min(1, '書き出す目的を入力してください。').max(200),
      }),
    )
    .output(ExportedSheet),
}

/** Headings of the exported sheet. */
export const auditHeader = ['番号', '日時', '行った人', '操作', '操作の名前', '対象', '内容', '受付番号']
