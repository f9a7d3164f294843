import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'

const administrators = ['administrator'] as const

export const matchedBy = ['staff-number', 'mail', 'login'] as const

/** What a body says about its OpenID Connect service. */
const Provider = z.object({
  label: z.string().trim().min(1, 'ボタンに出す名前を入力してください。').max(50),
  issuer: z.url({ protocol: /^https?$/, error: '発行者のURL（https://…）を入力してください。' }),
  clientId: z.string().trim().min(1, 'クライアントIDを入力してください。').max(200),
  scope: z.string().trim().min(1).max(200).default('openid profile email'),
  /** Which claim names the person, and what of the person it is compared with. */
  claim: z.string().trim().min(1, '照合する項目（クレーム）を入力してください。').max(100),
  matchedBy: z.enum(matchedBy),
})

const Secret = z.string().min(1, 'クライアントシークレットを入力してください。').max(500)

const refusals = {
  'no-secret-key': '秘密の値を暗号化する鍵がありません。サーバーの設定 BANSO_SECRET を決めてから、登録してください。',
  'http-issuer': '発行者のURLは https:// で始まる必要があります。',
}

export const identityProviderContract = {
  list: operation({
    method: 'GET',
    path: '/identity-providers',
    label: 'サインイン連携の一覧を見る',
    permission: administrators,
    effect: 'read',
  }).output(
    z.object({
      /** The address the provider must be told to come back to. */
      redirectUri: z.string(),
      providers: z.array(Provider.extend({ id: z.string(), disabled: z.boolean() })),
    }),
  ),
  create: operation({
    method: 'POST',
    path: '/identity-providers',
    label: 'サインイン連携を登録する',
    permission: administrators,
    effect: 'change',
    refusals,
  })
    .input(Provider.extend({ secret: Secret }))
    .output(z.object({ id: z.string() })),
  change: operation({
    method: 'PUT',
    path: '/identity-providers/{id}',
    label: 'サインイン連携を直す・止める',
    permission: administrators,
    effect: 'change',
    refusals,
  })
    .input(Provider.extend({ id: Id, disabled: z.boolean(), secret: Secret.optional() }))
    .output(z.object({})),
  test: operation({
    method: 'POST',
    path: '/identity-providers/{id}/test',
    label: 'サインイン連携の接続を確かめる',
    permission: administrators,
    effect: 'change',
    refusals: {
      ...refusals,
      unreachable: '連携先につながりません。発行者のURLと、サーバーから連携先への通信を確かめてください。',
    },
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
}
