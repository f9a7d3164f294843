import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { Text } from './shapes.ts'

const administrators = ['administrator'] as const

export const matchedBy = ['staff-number', 'mail', 'login'] as const

const Common = {
  label: Text.min(1, 'ボタンに出す名前を入力してください。').max(50),
  /** What of the person the claim is compared with. */
  matchedBy: z.enum(matchedBy),
}

/** A body's OpenID Connect service. */
export const OidcSettings = z.object({
  issuer: z.url({ protocol: /^https?$/, error: '発行者のURL（https://…）を入力してください。' }),
  clientId: Text.min(1, 'クライアントIDを入力してください。').max(200),
  scope: Text.min(1).max(200).default('openid profile email'),
  /** Which claim names the person. */
  claim: Text.min(1, '照合する項目（クレーム）を入力してください。').max(100),
})
export type OidcSettings = z.infer<typeof OidcSettings>

/** A body's SAML 2.0 identity provider. */
export const SamlSettings = z.object({
  entryPoint: z.url({ protocol: /^https?$/, error: '連携先のサインインURL（https://…）を入力してください。' }),
  idpIssuer: Text.min(1, '連携先のエンティティIDを入力してください。').max(500),
  /** One or more certificates, as PEM or bare Base64. */
  certificates: Text.min(1, '署名の検証に使う証明書を貼り付けてください。').max(20_000),
  /** Which attribute names the person; empty: the NameID. */
  claim: Text.max(200).default(''),
})
export type SamlSettings = z.infer<typeof SamlSettings>

/** A body's LDAP directory or Active Directory. */
export const LdapSettings = z.object({
  url: z.url({ protocol: /^ldaps?$/, error: 'ldap:// または ldaps:// で始まるURLを入力してください。' }),
  startTls: z.boolean().default(false),
  /** Certificate of the authority that signed the server's, as PEM; empty: those the machine trusts. */
  authority: Text.max(20_000).default(''),
  /**
   * Without a base: the name to bind with, `{login}` standing for what was typed (uid={login},ou=people,…).
   * With one: the account that searches.
   */
  bindName: Text.min(1, 'バインドに使う名前（DN）を入力してください。').max(500),
  base: Text.max(500).default(''),
  filter: Text.max(500).default('(uid={login})'),
  /** Which attribute names the person; empty: what was typed. */
  claim: Text.max(100).default(''),
})
export type LdapSettings = z.infer<typeof LdapSettings>

const Provider = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oidc'), ...Common, ...OidcSettings.shape }),
  z.object({ kind: z.literal('saml'), ...Common, ...SamlSettings.shape }),
  z.object({ kind: z.literal('ldap'), ...Common, ...LdapSettings.shape }),
])

const Secret = z.string().min(1, '秘密の値（シークレット、パスワード）を入力してください。').max(500)

const refusals = {
  'no-secret-key': '秘密の値を暗号化する鍵がありません。サーバーの設定 BANSO_SECRET を決めてから、登録してください。',
  'needs-secret': '秘密の値（クライアントシークレット、または検索に使うアカウントのパスワード）を入力してください。',
  'http-issuer': '連携先のURLは https:// で始まる必要があります。',
  certificate:
    '証明書を読み取れません。-----BEGIN CERTIFICATE----- から -----END CERTIFICATE----- までを貼り付けてください。',
  'no-place': '「{login}」が入る場所がありません。入力された利用者IDが入る所に {login} と書いてください。',
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
      /** The addresses an OpenID Connect service and a SAML provider must be told. */
      redirectUri: z.string(),
      samlMetadata: z.string(),
      samlConsumer: z.string(),
      providers: z.array(Provider.and(z.object({ id: z.string(), disabled: z.boolean() }))),
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
    .input(Provider.and(z.object({ secret: Secret.optional() })))
    .output(z.object({ id: z.string() })),
  change: operation({
    method: 'PUT',
    path: '/identity-providers/{id}',
    label: 'サインイン連携を直す・止める',
    permission: administrators,
    effect: 'change',
    refusals: { ...refusals, 'other-kind': '連携の種類は変えられません。新しく登録し、今のものを停止してください。' },
  })
    .input(Provider.and(z.object({ id: Id, disabled: z.boolean(), secret: Secret.optional() })))
    .output(z.object({})),
  test: operation({
    method: 'POST',
    path: '/identity-providers/{id}/test',
    label: 'サインイン連携の接続を確かめる',
    permission: administrators,
    effect: 'change',
    refusals: {
      ...refusals,
      unreachable: '連携先につながりません。URLと、サーバーから連携先への通信を確かめてください。',
      refused:
        '連携先にはつながりましたが、検索に使うアカウントを受け付けませんでした。名前とパスワードを確かめてください。',
    },
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
}
