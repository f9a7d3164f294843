import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ExportedSheet, SheetFormat, sheetRefusals } from '#modules/staff/contract/sheet'
import { VersionLabel } from './document.ts'
import { editors } from './framework.ts'
import { Difference } from './publishing.ts'

const Count = z.number().int()

const Given = {
  file: z.file(),
  version: VersionLabel.optional().describe('取り込んでできる版の名前。省くと、ファイルに書かれた版です'),
}

const refusals = {
  ...sheetRefusals,
  'file-json': 'JSONとして読み取れません（{line} 行目付近）。書き出したファイルの形と見比べてください。',
  'file-columns': '「種別」と「コード」の列がありません。書き出したファイルの見出しの行を残してください。',
}

export const frameworkFile = {
  export: operation({
    ...{ method: 'POST', path: '/frameworks/{id}/export', label: '枠組みを書き出す' },
    permission: 'signed-in',
    effect: 'export',
  })
    .input(z.object({ id: Id, format: z.enum([...SheetFormat.options, 'json']) }))
    .output(ExportedSheet),
  check: operation({
    ...{ method: 'POST', path: '/framework-checks', label: '枠組みのファイルを点検する' },
    ...{ permission: editors, effect: 'read', refusals },
  })
    .input(z.object(Given))
    .output(
      z.object({
        encoding: z.string(),
        /** What the file holds; null when it could not be read as a framework. */
        found: z
          .object({
            code: z.string(),
            version: z.string(),
            name: z.string(),
            areas: Count,
            skills: Count,
            profiles: Count,
          })
          .nullable(),
        /** Whether the family has a version of that label. */
        versionTaken: z.boolean(),
        /** Against the version in use of its family; null when there is none. */
        difference: Difference.nullable(),
        refused: z.array(z.object({ line: Count.nullable(), column: z.string(), message: z.string() })),
        refusedCount: Count,
      }),
    ),
  import: operation({
    ...{ method: 'POST', path: '/framework-imports', label: '枠組みを取り込む' },
    ...{ permission: editors, effect: 'change' },
    refusals: {
      ...refusals,
      'file-refused':
        '直すところが {count} 件あるため、何も取り込んでいません。点検の結果を見て、ファイルを直してください。',
      'version-taken': 'この枠組みには、版「{version}」がもうあります。別の版の名前を入力してください。',
    },
  })
    .input(z.object(Given))
    .output(z.object({ id: z.string() })),
}
