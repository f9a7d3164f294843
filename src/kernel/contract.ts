import { oc } from '@orpc/contract'
import type { Permission } from './permission.ts'

/**
 * What an operation does to data, which decides its audit:
 * `read` leaves no row, `change` and `export` always do, `view` is a read of one person's data and leaves a row too.
 */
export type Effect = 'read' | 'change' | 'view' | 'export'

export interface OperationMeta {
  /** Japanese name of the operation: shown in the API reference, the command line and the audit log. */
  label: string
  permission: Permission
  effect: Effect
  /** Japanese sentence per reason the operation may refuse with; `{name}` is filled from the refusal's values. */
  refusals: Readonly<Record<string, string>>
  /** At most `count` calls a person in `seconds`. */
  limit?: { count: number; seconds: number }
  /** Open to people who still have to choose their own password; everything else waits until they have. */
  beforeOwnPassword?: true
}

interface OperationRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
}

const base = oc.$meta<OperationMeta>({ label: '', permission: [], effect: 'read', refusals: {} })

/**
 * Declares one operation. From it come the HTTP route, the typed client, the OpenAPI entry, the command of the
 * `banso` CLI and the audit text. The operation's name is its place in the contract: `{ topic: { create: … } }`.
 */
export function operation(
  declared: OperationRoute & Omit<OperationMeta, 'refusals'> & { refusals?: OperationMeta['refusals'] },
) {
  const { method, path, refusals = {}, ...meta } = declared
  return base.meta({ ...meta, refusals }).route({ method, path, summary: meta.label })
}

/** Sentences for reasons any operation may refuse with. */
export const commonRefusals: Readonly<Record<string, string>> = {
  input: '入力に誤りがあります。示された項目を直して、もう一度送信してください。',
  malformed: '送られた内容を読み取れませんでした。画面を読み込み直して、もう一度お試しください。',
  'too-large': '送られたデータが大きすぎます（上限 {limit} MB）。小さく分けて、もう一度お試しください。',
  characters: '使えない文字（制御文字など）が含まれています。取り除いて、もう一度送信してください。',
  'signed-out': 'サインインしていないか、時間がたって自動でサインアウトしました。もう一度サインインしてください。',
  'own-password-first': '最初に、ご自分のパスワードを決めてください。画面を読み込み直すと、決める画面になります。',
  'not-permitted': 'この操作を行う権限がありません。必要な場合は、DX推進課または管理者にご相談ください。',
  'cross-site': 'ほかのサイトからの操作は受け付けられません。画面を読み込み直してください。',
  'not-found': '見つかりませんでした。削除されたか、見られる範囲にありません。',
  stale: 'ほかの人が先に更新しました。最新の内容を確かめてから、もう一度保存してください。',
  'too-many': '短い時間に操作が集中しました。{seconds} 秒ほど待ってから、もう一度お試しください。',
  busy: 'ただいま混み合っています。少し待ってから、もう一度お試しください。',
  bug: '思わぬ不具合が起きました。時間をおいても続く場合は、画面に出ている受付番号を管理者へお知らせください。',
}

/** The sentence for a reason, its `{name}` places filled. */
export function sentence(
  reason: string,
  values: Record<string, string | number> = {},
  declared: Readonly<Record<string, string>> = {},
): string {
  const text = declared[reason] ?? commonRefusals[reason] ?? commonRefusals.bug!
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
