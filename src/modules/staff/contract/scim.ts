import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { Login } from './account.ts'
import { employments } from './names.ts'
import { Kana, Mail, Name, StaffNumber, Text, Title } from './shapes.ts'

const administrators = ['administrator'] as const

/** Tokens of the body with which its directory (Entra ID, Okta and others) keeps accounts and roles by SCIM 2.0. */
export const scimTokenContract = {
  list: operation({
    method: 'GET',
    path: '/scim-tokens',
    label: '自動登録（SCIM）のトークンを見る',
    permission: administrators,
    effect: 'read',
  }).output(
    z.object({
      /** What the directory asks for as "tenant URL" or "base URL". */
      baseUrl: z.string(),
      tokens: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          madeBy: z.string(),
          createdAt: z.date(),
          expiresAt: z.date(),
          lastUsedAt: z.date().nullable(),
        }),
      ),
    }),
  ),
  create: operation({
    method: 'POST',
    path: '/scim-tokens',
    label: '自動登録（SCIM）のトークンを作る',
    permission: administrators,
    effect: 'change',
    refusals: {
      'session-only': '自動登録のトークンは、サインインした画面からだけ作れます。',
      'too-many-tokens': '自動登録のトークンは {limit} 個までです。使っていないものを取り消してください。',
    },
  })
    .input(
      z.object({
        name: Text.min(1, 'どの連携先に渡すかを入力してください。').max(100),
        days: z.number().int().min(1).max(1100).default(365),
      }),
    )
    .output(z.object({ id: z.string(), token: z.string(), expiresAt: z.date() })),
  revoke: operation({
    method: 'DELETE',
    path: '/scim-tokens/{id}',
    label: '自動登録（SCIM）のトークンを取り消す',
    permission: administrators,
    effect: 'change',
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
}

/** What a directory says of a person. What it leaves out stays as it is. */
export const ProvisionedPerson = z.object({
  login: Login,
  staffNumber: StaffNumber,
  name: Name,
  kana: Kana,
  mail: Mail,
  employment: z.enum(employments, '雇用の区分は regular、fixed-term、fiscal-year、reappointed、guest のどれかです。'),
  title: Title,
  /** A section's code, or its name when only one is called so. */
  section: Text.max(100),
  externalId: z.string().max(200).nullable(),
  active: z.boolean(),
})
export type ProvisionedPerson = z.infer<typeof ProvisionedPerson>

/** Names of what a directory does, as audited. */
export const provisioning = {
  'scim.viewPeople': '自動登録（SCIM）：職員の情報を渡す',
  'scim.createPerson': '自動登録（SCIM）：職員とアカウントを登録する',
  'scim.changePerson': '自動登録（SCIM）：職員とアカウントを直す',
  'scim.detachPerson': '自動登録（SCIM）：連携先から外れた人のアカウントを停止する',
  'scim.viewRoles': '自動登録（SCIM）：役割を持つ職員を渡す',
  'scim.changeRole': '自動登録（SCIM）：役割を付ける・外す',
} as const
export type Provisioning = keyof typeof provisioning

/** Sentences a directory is refused with; its administrator reads them in its log. */
export const scimRefusals: Readonly<Record<string, string>> = {
  'signed-out': 'トークンが違うか、期限が切れたか、取り消されています。伴走の「サインイン連携」で作り直してください。',
  'invalid-json': '送られた内容がJSONとして読み取れません。',
  'invalid-filter': '絞り込み（filter）を読み取れないか、対応していない項目です。',
  'invalid-path': '変更する場所（path）を読み取れません。',
  'no-target': '変更する場所（path）が指定されていないか、当てはまる値がありません。',
  'invalid-value': '項目「{attribute}」の値を使えません。{message}',
  'missing-value': '項目「{attribute}」が必要です。',
  'read-only': '項目「{attribute}」は変えられません。',
  'login-used': '利用者ID「{login}」は既に使われています。',
  'number-used': '職員番号「{number}」は、別のアカウントで既に使われています。',
  'login-of-another':
    '利用者ID「{login}」は、職員番号の違う人が以前に使っていました。別の利用者IDにするか、伴走の管理者に相談してください。',
  'unknown-member': '職員「{id}」が見つかりません。',
  'later-main': '{from} からの異動が伴走に登録されています。先に伴走の職員の画面で確かめてください。',
  overlap: '{section} への配属が {from} から既にあり、期間が重なります。伴走の職員の画面で確かめてください。',
  'section-not-held': '所属が今日の時点で存在しません。伴走の所属の画面で確かめてください。',
  'ends-before': '配属の日付が前後しています。伴走の職員の画面で確かめてください。',
  left: '{day} に退職した職員です。伴走の職員の画面で退職日を確かめてください。',
  'last-administrator': 'サインインできる管理者がいなくなるため、外せません。先に別の人を管理者にしてください。',
  'already-held': '{day} まで同じ役割が先の日付で付いています。伴走の役割の画面で確かめてください。',
  'version-differs': 'ほかで先に更新されました（If-Match が一致しません）。取り直してから、もう一度送ってください。',
  'fixed-roles': '役割（グループ）は伴走が決めているため、増やしたり消したりできません。',
  'not-offered': 'この機能（Me、Bulk、.search）には対応していません。',
}

export type FilterOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'
export interface FilterComparison {
  op: FilterOperator
  /** Lower-cased, parts of complex values after a dot: `emails.value`. */
  path: string
  value: string | number | boolean | null
}
export type Filter =
  | { op: 'and'; left: Filter; right: Filter }
  | { op: 'or'; left: Filter; right: Filter }
  | { op: 'not'; of: Filter }
  | { op: 'pr'; path: string }
  | FilterComparison
