import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { employments, postKinds } from './names.ts'
import { personnel } from './section.ts'
import { AsOf, Day, Kana, Mail, Name, PostShown, StaffNumber, Text, Title } from './shapes.ts'
import { ExportedSheet, SheetFormat } from './sheet.ts'

/** Who sees staff numbers, mail addresses and whole careers, beside the person. */
export const recordReaders = ['hr', 'dx-office', 'administrator'] as const

const PersonLine = z.object({
  id: z.string(),
  name: z.string(),
  kana: z.string(),
  sectionId: z.string().nullable(),
  sectionName: z.string().nullable(),
  title: z.string(),
  head: z.boolean(),
  /** Names of sections of concurrent posts. */
  concurrent: z.array(z.string()),
  /** Only for those who may see it. */
  staffNumber: z.string().optional(),
  leftOn: z.string().nullable().optional(),
})

const NewPost = z.object({
  sectionId: Id,
  kind: z.enum(postKinds).default('main'),
  title: Title.default(''),
  head: z.boolean().default(false),
  from: Day,
  to: Day.nullable().default(null),
})

const postRefusals = {
  'section-not-held': 'その所属は、配属の期間（{from} から）を通して存在しません。日付か所属を確かめてください。',
  overlap: '{section} への配属が {from} から既にあり、期間が重なります。日付を確かめてください。',
  'later-main': '{from} からの主務が既に登録されています。先にそちらを確かめてください。',
  'ends-before': '終わりの日が、始まりの日より前になっています。',
  left: '{day} に退職した職員です。退職日より後の配属は登録できません。',
}

export const personContract = {
  list: operation({
    method: 'GET',
    path: '/people',
    label: '職員を探す',
    permission: ownStaff,
    effect: 'read',
  })
    .input(
      z.object({
        query: Text.max(100).optional(),
        sectionId: Id.optional(),
        /** Sections beneath the chosen one too. */
        below: z.boolean().default(true),
        employment: z.enum(employments).optional(),
        headOnly: z.boolean().default(false),
        asOf: AsOf,
        limit: z.coerce.number().int().min(1).max(200).default(50),
        cursor: z.string().max(400).optional(),
      }),
    )
    .output(
      z.object({
        asOf: z.string(),
        people: z.array(PersonLine),
        total: z.number().int(),
        next: z.string().optional(),
        /** Whether staff numbers are shown (and searched). */
        full: z.boolean(),
      }),
    ),
  find: operation({
    method: 'GET',
    path: '/people/find',
    label: '氏名の始まりから職員を選ぶ',
    permission: ownStaff,
    effect: 'read',
  })
    .input(
      z.object({
        starting: Text.min(1).max(50),
        limit: z.coerce.number().int().min(1).max(20).default(8),
      }),
    )
    .output(
      z.object({
        people: z.array(
          z.object({ id: z.string(), name: z.string(), kana: z.string(), sectionName: z.string(), title: z.string() }),
        ),
      }),
    ),
  get: operation({
    method: 'GET',
    path: '/people/{id}',
    label: '職員を見る',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ id: Id, asOf: AsOf }))
    .output(
      z.object({
        id: z.string(),
        name: z.string(),
        kana: z.string(),
        asOf: z.string(),
        /** Not (or no longer) with the body on that day. */
        away: z.boolean(),
        posts: z.array(PostShown),
        may: z.object({ record: z.boolean(), edit: z.boolean(), roles: z.boolean() }),
      }),
    ),
  record: operation({
    method: 'GET',
    path: '/people/{id}/record',
    label: '職員の記録（職員番号・連絡先・経歴）を見る',
    permission: ownStaff,
    effect: 'view',
  })
    .input(z.object({ id: Id }))
    .output(
      z.object({
        id: z.string(),
        revision: z.number().int(),
        staffNumber: z.string(),
        name: z.string(),
        kana: z.string(),
        mail: z.string().nullable(),
        employment: z.enum(employments),
        joinedOn: z.string().nullable(),
        leftOn: z.string().nullable(),
        posts: z.array(PostShown),
      }),
    ),
  create: operation({
    method: 'POST',
    path: '/people',
    label: '職員を登録する',
    permission: personnel,
    effect: 'change',
    refusals: { ...postRefusals, 'number-used': '職員番号「{number}」は既に使われています。' },
  })
    .input(
      z.object({
        staffNumber: StaffNumber,
        name: Name,
        kana: Kana.default(''),
        mail: Mail.default(null),
        employment: z.enum(employments).default('regular'),
        joinedOn: Day.nullable().default(null),
        post: NewPost.optional(),
      }),
    )
    .output(z.object({ id: z.string() })),
  update: operation({
    method: 'PUT',
    path: '/people/{id}',
    label: '職員の登録内容を直す',
    permission: personnel,
    effect: 'change',
    refusals: { 'number-used': '職員番号「{number}」は既に使われています。' },
  })
    .input(
      z.object({
        id: Id,
        revision: z.number().int(),
        staffNumber: StaffNumber,
        name: Name,
        kana: Kana,
        mail: Mail,
        employment: z.enum(employments),
        joinedOn: Day.nullable(),
      }),
    )
    .output(z.object({ revision: z.number().int() })),
  leave: operation({
    method: 'PUT',
    path: '/people/{id}/leave',
    label: '職員の退職を記録する',
    permission: personnel,
    effect: 'change',
    refusals: { 'before-joining': '退職日が採用日（{day}）より前になっています。' },
  })
    .input(z.object({ id: Id, on: Day.nullable() }))
    .output(z.object({})),
  export: operation({
    method: 'POST',
    path: '/people/export',
    label: '職員名簿を書き出す',
    permission: recordReaders,
    effect: 'export',
  })
    .input(
      z.object({
        asOf: AsOf,
        format: SheetFormat,
        sectionId: Id.optional(),
        reason: Text.min(1, '書き出す目的を入力してください。').max(200),
      }),
    )
    .output(ExportedSheet),
}

export const postContract = {
  add: operation({
    method: 'POST',
    path: '/posts',
    label: '配属を登録する（主務は異動になる）',
    permission: personnel,
    effect: 'change',
    refusals: postRefusals,
  })
    .input(NewPost.extend({ personId: Id }))
    .output(z.object({ id: z.string() })),
  end: operation({
    method: 'PUT',
    path: '/posts/{id}/end',
    label: '配属を終える',
    permission: personnel,
    effect: 'change',
    refusals: postRefusals,
  })
    .input(z.object({ id: Id, on: Day }))
    .output(z.object({})),
  remove: operation({
    method: 'DELETE',
    path: '/posts/{id}',
    label: '誤って登録した配属を消す',
    permission: personnel,
    effect: 'change',
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
}
