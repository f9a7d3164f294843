import { randomBytes } from 'node:crypto'
import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { type OperationContext, signedIn } from '#server/operations'
import { noticesContract } from '../contract.ts'
import { testText } from '../messages/webhook.ts'
import {
  listDeliveries,
  listWebhooks,
  removeWebhook,
  reopenDelivery,
  saveWebhook,
  webhookById,
} from '../store/webhook.ts'
import { namesOwnOnly } from './webhook-address.ts'
import { announceTo, queue } from './webhook-delivery.ts'

const webhooks = signedIn(noticesContract.webhook)
const most = 20
const newSecret = () => `whsec_${randomBytes(32).toString('base64url')}`

function refuseOwnAddress(url: string, { config }: Pick<OperationContext, 'config'>): void {
  if (!config.BANSO_WEBHOOK_LOCAL && namesOwnOnly(new URL(url))) throw new Refusal('invalid', 'address')
}

async function required({ db, scope }: Pick<OperationContext, 'db' | 'scope'>, id: string) {
  const hook = await webhookById(db, scope.bodyId, id)
  if (!hook) throw new Refusal('missing', 'not-found')
  return hook
}

export const webhookHandlers = {
  list: webhooks.list.handler(async ({ context: { db, scope } }) => {
    const rows = await listWebhooks(db, scope.bodyId)
    return {
      webhooks: rows.map(
        ({ id, name, url, format, events, active, created_at, waiting, failed, last_delivered_at }) => ({
          ...{ id, name, url, format, active, waiting, failed },
          events: events as never,
          createdAt: created_at,
          lastDeliveredAt: last_delivered_at,
        }),
      ),
    }
  }),

  create: webhooks.create.handler(async ({ input, context }) => {
    const { db, scope, note } = context
    refuseOwnAddress(input.url, context)
    if ((await listWebhooks(db, scope.bodyId)).length >= most) throw new Refusal('conflict', 'many', { count: most })
    const { name, url, events, format = 'json', active = true } = input
    const [id, secret] = [newId(), newSecret()]
    await saveWebhook(db, scope.bodyId, { id, name, url, events, format, active, secret })
    note({ subjects: [id], detail: { name, host: new URL(url).host, events } })
    return { id, secret }
  }),

  update: webhooks.update.handler(async ({ input: { id, newSecret: renew, ...changed }, context }) => {
    const hook = await required(context, id)
    if (changed.url) refuseOwnAddress(changed.url, context)
    const {
      name = hook.name,
      url = hook.url,
      format = hook.format,
      events = hook.events,
      active = hook.active,
    } = changed
    const secret = renew ? newSecret() : hook.secret
    await saveWebhook(context.db, context.scope.bodyId, { id, name, url, format, events, active, secret })
    context.note({ subjects: [id], detail: { name, host: new URL(url).host, events, active, renewed: renew } })
    return renew ? { secret } : {}
  }),

  remove: webhooks.remove.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    if (!(await removeWebhook(db, scope.bodyId, id))) throw new Refusal('missing', 'not-found')
    note({ subjects: [id] })
    return {}
  }),

  test: webhooks.test.handler(async ({ input: { id }, context }) => {
    const { db, scope, note } = context
    const hook = await required(context, id)
    note({ subjects: [id] })
    return { deliveryId: await announceTo(db, scope.bodyId, hook.id, 'test', { text: testText, path: '/' }) }
  }),

  deliveries: webhooks.deliveries.handler(async ({ input, context: { db, scope } }) => {
    const rows = await listDeliveries(db, scope.bodyId, input)
    const page = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? page.at(-1) : undefined
    return {
      deliveries: page.map((row) => ({
        ...{ id: row.id, event: row.event, state: row.state, attempts: row.attempts },
        lastError: row.last_error,
        createdAt: row.created_at,
        deliveredAt: row.delivered_at,
        nextAt: row.next_at,
      })),
      ...(last ? { next: last.id } : {}),
    }
  }),

  retry: webhooks.retry.handler(async ({ input: { deliveryId }, context: { db, scope, note } }) => {
    if (!(await reopenDelivery(db, scope.bodyId, deliveryId))) throw new Refusal('missing', 'not-found')
    await queue(db, scope.bodyId, deliveryId)
    note({ subjects: [deliveryId] })
    return {}
  }),
}
