import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { roles } from '#kernel/permission'
import { Text } from './shapes.ts'

export const Password = z
  .string()
  .min(10, 'パスワードは10文字以上にしてください。')
  .max(200, 'パスワードは200文字までです。')

export const sessionContract = {
  options: operation({
    method: 'GET',
    path: '/session/options',
    label: 'サインインの方法を調べる',
    permission: 'public',
    effect: 'read',
  }).output(
    z.object({
      bodies: z.array(
        z.object({
          bodyId: z.number().int(),
          code: z.string(),
          name: z.string(),
          providers: z.array(z.object({ id: z.string(), kind: z.enum(['oidc', 'saml', 'ldap']), label: z.string() })),
          demo: z.array(z.object({ login: z.string(), name: z.string(), title: z.string() })),
        }),
      ),
      demoPassword: z.string().optional(),
    }),
  ),
  signIn: operation({
    method: 'POST',
    path: '/session',
    label: 'サインインする',
    permission: 'public',
    effect: 'change',
    refusals: {
      'wrong-password': '利用者IDまたはパスワードが違います。確かめて、もう一度入力してください。',
      locked:
        '続けて間違えたため、しばらくサインインできません。{minutes} 分ほど待つか、管理者に解除を頼んでください。',
    },
  })
    .input(
      z.object({
        bodyId: z.number().int(),
        login: Text.min(1, '利用者IDを入力してください。').max(200),
        password: z.string().min(1, 'パスワードを入力してください。').max(200),
      }),
    )
    .output(z.object({ mustChangePassword: z.boolean() })),
  signInByDirectory: operation({
    method: 'POST',
    path: '/session/directory',
    label: '庁内のディレクトリ（LDAP）でサインインする',
    permission: 'public',
    effect: 'change',
    refusals: {
      'wrong-password': '利用者IDまたはパスワードが違います。確かめて、もう一度入力してください。',
      'no-directory': 'このサインインの方法は使えません。画面を読み込み直してください。',
      'directory-away': '庁内のディレクトリにつながりません。しばらく待って、続くときは管理者に連絡してください。',
      'unknown-person':
        'ディレクトリの利用者にあたる職員が見つかりません。管理者に、職員の登録とアカウントを確かめるよう頼んでください。',
      'not-usable': 'このアカウントは停止されているか、在籍していません。管理者にご相談ください。',
    },
  })
    .input(
      z.object({
        bodyId: z.number().int(),
        provider: Id,
        login: Text.min(1, '利用者IDを入力してください。').max(200),
        password: z.string().min(1, 'パスワードを入力してください。').max(200),
      }),
    )
    .output(z.object({})),
  signOut: operation({
    method: 'DELETE',
    path: '/session',
    label: 'サインアウトする',
    permission: 'public',
    effect: 'change',
  }).output(z.object({})),
  current: operation({
    method: 'GET',
    path: '/session',
    label: 'サインイン中の利用者を調べる',
    permission: 'public',
    effect: 'read',
  }).output(
    z.object({
      person: z
        .object({
          bodyId: z.number().int(),
          bodyName: z.string(),
          id: z.string(),
          name: z.string(),
          login: z.string(),
          /** Whether the account has a password of its own, not only a provider's. */
          ownPassword: z.boolean(),
          /** The provider this session was opened by; null: by the password. */
          provider: z.string().nullable(),
          roles: z.array(z.enum(roles)),
          sections: z.array(z.object({ id: z.string(), name: z.string(), title: z.string(), head: z.boolean() })),
          mustChangePassword: z.boolean(),
        })
        .optional(),
    }),
  ),
  changePassword: operation({
    method: 'PUT',
    path: '/session/password',
    label: '自分のパスワードを変える',
    permission: 'signed-in',
    effect: 'change',
    refusals: {
      'wrong-password': '今のパスワードが違います。確かめて、もう一度入力してください。',
      'same-password': '今と同じパスワードは使えません。別のパスワードにしてください。',
    },
    limit: { count: 10, seconds: 600 },
    beforeOwnPassword: true,
  })
    .input(z.object({ current: z.string().max(200), next: Password }))
    .output(z.object({})),
  list: operation({
    method: 'GET',
    path: '/session/all',
    label: '自分がサインインしている端末を見る',
    permission: 'signed-in',
    effect: 'read',
  }).output(
    z.object({
      sessions: z.array(
        z.object({
          id: z.string(),
          createdAt: z.date(),
          lastSeenAt: z.date(),
          address: z.string(),
          agent: z.string(),
          current: z.boolean(),
        }),
      ),
    }),
  ),
  end: operation({
    method: 'DELETE',
    path: '/session/all/{id}',
    label: '自分の端末をサインアウトさせる',
    permission: 'signed-in',
    effect: 'change',
  })
    .input(z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) }))
    .output(z.object({})),
}
