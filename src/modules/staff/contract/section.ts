import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { sectionKinds } from './names.ts'
import { AsOf, Day, Kana, SectionCode, SectionName, Text } from './shapes.ts'
import { ExportedSheet, SheetFormat } from './sheet.ts'

/** Who may change the organisation and its people. */
export const personnel = ['hr', 'administrator'] as const

const Duties = Text.max(2000, '分掌事務は2000文字までです。')

const SectionShown = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kana: z.string(),
  kind: z.enum(sectionKinds),
  parentId: z.string().nullable(),
  duties: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  /** People whose main post is here on that day. */
  people: z.number().int(),
})
export type SectionShown = z.infer<typeof SectionShown>

const datedRefusals = {
  'not-held': 'この所属は {day} の時点では存在しません。日付を確かめてください。',
  'later-change': 'この所属には {day} からの変更が既にあります。先にそちらを確かめてください。',
  'no-parent': '上位の所属が {day} の時点で存在しません。日付か上位の所属を確かめてください。',
  cycle: '自分自身や、自分の下にある所属の下へは移せません。',
}

export const sectionContract = {
  tree: operation({
    method: 'GET',
    path: '/sections',
    label: '組織を見る',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ asOf: AsOf }))
    .output(z.object({ asOf: z.string(), sections: z.array(SectionShown) })),
  history: operation({
    method: 'GET',
    path: '/sections/{id}/history',
    label: '所属の移り変わりを見る',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ id: Id }))
    .output(
      z.object({
        code: z.string(),
        periods: z.array(
          z.object({
            from: z.string(),
            to: z.string().nullable(),
            name: z.string(),
            kind: z.enum(sectionKinds),
            parentName: z.string().nullable(),
          }),
        ),
      }),
    ),
  create: operation({
    method: 'POST',
    path: '/sections',
    label: '所属を作る',
    permission: personnel,
    effect: 'change',
    refusals: { ...datedRefusals, 'code-used': '所属コード「{code}」は既に使われています。別のコードにしてください。' },
  })
    .input(
      z.object({
        code: SectionCode,
        name: SectionName,
        kana: Kana.default(''),
        kind: z.enum(sectionKinds),
        parentId: Id.nullable().default(null),
        duties: Duties.default(''),
        from: Day,
      }),
    )
    .output(z.object({ id: z.string() })),
  rename: operation({
    method: 'PUT',
    path: '/sections/{id}/name',
    label: '所属の名前などを変える',
    permission: personnel,
    effect: 'change',
    refusals: datedRefusals,
  })
    .input(
      z.object({
        id: Id,
        name: SectionName,
        kana: Kana.optional(),
        kind: z.enum(sectionKinds).optional(),
        duties: Duties.optional(),
        from: Day,
      }),
    )
    .output(z.object({})),
  move: operation({
    method: 'PUT',
    path: '/sections/{id}/parent',
    label: '所属を別の所属の下へ移す',
    permission: personnel,
    effect: 'change',
    refusals: datedRefusals,
  })
    .input(z.object({ id: Id, parentId: Id.nullable(), from: Day }))
    .output(z.object({})),
  end: operation({
    method: 'PUT',
    path: '/sections/{id}/end',
    label: '所属を廃止する',
    permission: personnel,
    effect: 'change',
    refusals: {
      ...datedRefusals,
      'has-people': '{day} より後も配属されている職員が {count} 人います。先に異動させてから廃止してください。',
      'has-sections': '{day} より後も続く下位の所属が {count} あります。先に移すか廃止してください。',
    },
  })
    .input(z.object({ id: Id, on: Day }))
    .output(z.object({})),
  export: operation({
    method: 'POST',
    path: '/sections/export',
    label: '組織を書き出す',
    permission: ['hr', 'dx-office', 'administrator'],
    effect: 'export',
  })
    .input(z.object({ asOf: AsOf, format: SheetFormat }))
    .output(ExportedSheet),
}
