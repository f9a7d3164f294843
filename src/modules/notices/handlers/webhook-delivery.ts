import type { Db } from '#server/db/transaction'
import type { JobContext } from '#server/jobs'
import { enqueue } from '#server/jobs'
import { inBody } from '#server/operations'
import { waitAfter } from '../rules/backoff.ts'
import { insertDeliveries, insertDelivery, setDelivered, setTried, waitingDelivery } from '../store/webhook.ts'
import { AddressRefused } from './webhook-address.ts'
import { postSigned } from './webhook-post.ts'

/** What other systems are told. Never a name a colleague keeps back: it leaves the house. */
export interface Announcement {
  /** A sentence for chat tools. */
  text: string
  /** Page it is about, as a path of this server. */
  path?: string
  [fact: string]: unknown
}

/** Tells the webhooks that want this event, once the caller's transaction commits. */
export async function announce(db: Db, bodyId: number, event: string, payload: Announcement): Promise<void> {
  for (const id of await insertDeliveries(db, bodyId, event, payload)) await queue(db, bodyId, id)
}

export async function announceTo(db: Db, bodyId: number, webhookId: string, event: string, payload: Announcement) {
  const id = await insertDelivery(db, bodyId, webhookId, event, payload)
  await queue(db, bodyId, id)
  return id
}

export const queue = (db: Db, bodyId: number, id: string, runAt?: Date) =>
  enqueue(db, 'webhook.deliver', { bodyId, id }, { key: `webhook ${id}`, ...(runAt ? { runAt } : {}) })

/** Sends one delivery. Its id stays the same over all tries, so that the receiver can tell a second arrival. */
export async function deliver(
  { bodyId, id }: { bodyId: number; id: string },
  { pool, config }: JobContext,
): Promise<void> {
  const delivery = await inBody(pool, bodyId, (db) => waitingDelivery(db, bodyId, id))
  if (!delivery) return
  const failed = async (error: Error) => {
    const wait = error instanceof AddressRefused || !delivery.active ? undefined : waitAfter(delivery.attempts + 1)
    const nextAt = wait === undefined ? undefined : new Date(Date.now() + wait)
    await inBody(pool, bodyId, async (db) => {
      await setTried(db, bodyId, id, error.message, nextAt)
      if (nextAt) await queue(db, bodyId, id, nextAt)
    })
  }
  if (!delivery.active) return failed(new Error('inactive'))
  const { path, text, ...facts } = delivery.payload as Announcement
  const url = path && config.BANSO_URL ? config.BANSO_URL.replace(/\/$/, '') + path : undefined
  const content =
    delivery.format === 'text'
      ? { text: url ? `${text}\n${url}` : text }
      : { id, event: delivery.event, at: delivery.created_at, text, ...(url ? { url } : {}), ...facts }
  try {
    const { secret, event } = delivery
    const message = { url: delivery.url, secret, event, deliveryId: id, body: JSON.stringify(content) }
    await postSigned(message, config.BANSO_WEBHOOK_LOCAL)
  } catch (error) {
    return failed(error as Error)
  }
  await inBody(pool, bodyId, (db) => setDelivered(db, bodyId, id))
}
