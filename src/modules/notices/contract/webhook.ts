import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { webhookEvents } from './kinds.ts'

const permission = ['dx-office', 'administrator'] as const

const Fields = z.object({
  name: z.string().trim().min(1, '名前を入力してください。').max(80, '名前は80文字までです。'),
  url: z
    .string()
    .trim()
    .max(2000)
    .refine(
      (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
      'http:// または https:// で始まるURLを入力してください。',
    )
    .refine((text) => !URL.parse(text)?.username, 'URLに利用者名やパスワードを入れないでください。'),
  format: z.enum(['json', 'text']),
  events: z.array(z.enum(webhookEvents)).min(1, '知らせる出来事を1つ以上選んでください。'),
  active: z.boolean(),
})

export const Webhook = Fields.extend({
  id: Id,
  createdAt: z.date(),
  waiting: z.number().int(),
  failed: z.number().int(),
  lastDeliveredAt: z.date().nullable(),
})

export const Delivery = z.object({
  id: Id,
  event: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: z.date(),
  deliveredAt: z.date().nullable(),
  nextAt: z.date().nullable(),
})

const refusals = {
  address: 'この送り先には送れません（サーバー自身や、機器の内部だけで使うアドレスです）。別のURLを入力してください。',
  many: '外部連携は {count} 件までです。使っていないものを削除してください。',
}

const described = <L extends string>(label: L, effect: 'read' | 'change') =>
  ({ label, permission, effect, refusals }) as const

/** Messages to other systems (chat tools and the city's own), signed and retried. */
export const webhookContract = {
  list: operation({ method: 'GET', path: '/webhooks', ...described('外部連携の一覧を見る', 'read') })
    .input(z.object({}))
    .output(z.object({ webhooks: z.array(Webhook) })),
  create: operation({ method: 'POST', path: '/webhooks', ...described('外部連携を追加する', 'change') })
    .input(Fields.partial({ format: true, active: true }))
    .output(z.object({ id: Id, secret: z.string().describe('署名の鍵。この応答でだけ表示します。') })),
  update: operation({ method: 'PUT', path: '/webhooks/{id}', ...described('外部連携を変更する', 'change') })
    .input(Fields.partial().extend({ id: Id, newSecret: z.boolean().default(false) }))
    .output(z.object({ secret: z.string().optional() })),
  remove: operation({ method: 'DELETE', path: '/webhooks/{id}', ...described('外部連携を削除する', 'change') })
    .input(z.object({ id: Id }))
    .output(z.object({})),
  test: operation({
    method: 'POST',
    path: '/webhooks/{id}/test',
    ...described('外部連携に試験の送信をする', 'change'),
    limit: { count: 20, seconds: 60 },
  })
    .input(z.object({ id: Id }))
    .output(z.object({ deliveryId: Id })),
  deliveries: operation({
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    ...described('外部連携の送信記録を見る', 'read'),
  })
    .input(
      z.object({
        id: Id,
        state: z.enum(['waiting', 'delivered', 'failed']).optional(),
        cursor: Id.optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
    )
    .output(z.object({ deliveries: z.array(Delivery), next: Id.optional() })),
  retry: operation({
    method: 'POST',
    path: '/webhooks/deliveries/{deliveryId}/retry',
    ...described('外部連携の送信をやり直す', 'change'),
  })
    .input(z.object({ deliveryId: Id }))
    .output(z.object({})),
}
