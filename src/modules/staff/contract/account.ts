import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { accountListOperation } from './account-list.ts'
import { Password } from './session.ts'

const administrators = ['administrator'] as const

const Account = z.object({
  login: z.string(),
  status: z.enum(['usable', 'locked', 'disabled']),
  /** Whether the person still has to choose a password of their own. */
  mustChange: z.boolean(),
})

/** A token that lets its bearer choose the password once; said only in this answer. */
const IssuedReset = z.object({ token: z.string(), link: z.string(), expiresAt: z.date() })

export const Login = z
  .string()
  .trim()
  .min(1, '利用者IDを入力してください。')
  .max(100, '利用者IDは100文字までです。')
  .regex(/^[^\s\p{Cc}\p{Cs}\ufffd]+$/u, '利用者IDに、空白と読み取れない文字は使えません。')

export const accountContract = {
  list: accountListOperation,
  get: operation({
    method: 'GET',
    path: '/people/{personId}/account',
    label: '職員のアカウントを見る',
    permission: administrators,
    effect: 'read',
  })
    .input(z.object({ personId: Id }))
    .output(z.object({ account: Account.optional() })),
  create: operation({
    method: 'POST',
    path: '/people/{personId}/account',
    label: 'アカウントを作る',
    permission: administrators,
    effect: 'change',
    refusals: {
      'has-account': 'この職員には、すでにアカウントがあります。',
      'login-used': '利用者ID「{login}」はほかの職員が使っています。別の利用者IDにしてください。',
    },
  })
    .input(z.object({ personId: Id, login: Login }))
    .output(IssuedReset),
  issueReset: operation({
    method: 'POST',
    path: '/people/{personId}/account/reset',
    label: 'パスワードを決めるリンクを発行する',
    permission: administrators,
    effect: 'change',
    refusals: { disabled: '停止中のアカウントです。先に利用を再開してください。' },
  })
    .input(z.object({ personId: Id }))
    .output(IssuedReset),
  disable: operation({
    method: 'POST',
    path: '/people/{personId}/account/disable',
    label: 'アカウントを停止する',
    permission: administrators,
    effect: 'change',
    refusals: {
      'last-administrator':
        'サインインできる管理者がいなくなるため、停止できません。先に別の人を管理者にしてください。',
    },
  })
    .input(z.object({ personId: Id }))
    .output(z.object({})),
  enable: operation({
    method: 'POST',
    path: '/people/{personId}/account/enable',
    label: 'アカウントの利用を再開する',
    permission: administrators,
    effect: 'change',
  })
    .input(z.object({ personId: Id }))
    .output(z.object({})),
  unlock: operation({
    method: 'POST',
    path: '/people/{personId}/account/unlock',
    label: '続けて間違えたアカウントのロックを解く',
    permission: administrators,
    effect: 'change',
  })
    .input(z.object({ personId: Id }))
    .output(z.object({})),
  reset: operation({
    method: 'POST',
    path: '/account/reset',
    label: 'リンクからパスワードを決める',
    permission: 'public',
    effect: 'change',
    refusals: {
      'reset-over':
        'このリンクは、期限が過ぎたか、すでに使われています。管理者に、もう一度リンクを発行するよう頼んでください。',
    },
  })
    .input(z.object({ token: z.string().max(100), next: Password }))
    .output(z.object({ login: z.string() })),
}
