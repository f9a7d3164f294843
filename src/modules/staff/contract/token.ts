import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { Text } from './shapes.ts'

export const tokenContract = {
  list: operation({
    method: 'GET',
    path: '/tokens',
    label: '自分のAPIトークンを見る',
    permission: 'signed-in',
    effect: 'read',
  }).output(
    z.object({
      tokens: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          createdAt: z.date(),
          expiresAt: z.date(),
          lastUsedAt: z.date().nullable(),
        }),
      ),
    }),
  ),
  create: operation({
    method: 'POST',
    path: '/tokens',
    label: '自分のAPIトークンを作る',
    permission: 'signed-in',
    effect: 'change',
    refusals: {
      'session-only': 'APIトークンは、サインインした画面からだけ作れます。',
      'too-many-tokens': 'APIトークンは {limit} 個までです。使っていないものを取り消してください。',
    },
  })
    .input(
      z.object({
        name: Text.min(1, '何に使うかを入力してください。').max(100),
        days: z.number().int().min(1).max(365).default(90),
      }),
    )
    .output(z.object({ id: z.string(), token: z.string(), expiresAt: z.date() })),
  revoke: operation({
    method: 'DELETE',
    path: '/tokens/{id}',
    label: '自分のAPIトークンを取り消す',
    permission: 'signed-in',
    effect: 'change',
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
}
