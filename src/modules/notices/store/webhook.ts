import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'

export interface WebhookRow {
  id: string
  name: string
  url: string
  secret: string
  format: 'json' | 'text'
  events: string[]
  active: boolean
  created_at: Date
}

export async function listWebhooks(db: Db, bodyId: number) {
  const { rows } = await sql<WebhookRow & { waiting: number; failed: number; last_delivered_at: Date | null }>`
    select h.*, coalesce(d.waiting, 0)::integer as waiting, coalesce(d.failed, 0)::integer as failed, d.last_delivered_at
    from webhook h left join lateral (
      select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed,
             max(delivered_at) as last_delivered_at
      from webhook_delivery d where d.body_id = h.body_id and d.webhook_id = h.id) d on true
    where h.body_id = ${bodyId} order by h.name, h.id`.execute(db)
  return rows
}

export async function webhookById(db: Db, bodyId: number, id: string): Promise<WebhookRow | undefined> {
  const { rows } =
    await sql<WebhookRow>`select * from webhook where body_id = ${bodyId} and id = ${id} for update`.execute(db)
  return rows[0]
}

export async function saveWebhook(db: Db, bodyId: number, hook: Omit<WebhookRow, 'created_at'>): Promise<void> {
  const { id, name, url, secret, format, events, active } = hook
  await sql`insert into webhook (body_id, id, name, url, secret, format, events, active)
    values (${bodyId}, ${id}, ${name}, ${url}, ${secret}, ${format}, ${events}::text[], ${active})
    on conflict (body_id, id) do update set name = excluded.name, url = excluded.url, secret = excluded.secret,
      format = excluded.format, events = excluded.events, active = excluded.active`.execute(db)
}

export async function removeWebhook(db: Db, bodyId: number, id: string): Promise<boolean> {
  const { rows } = await sql`delete from webhook where body_id = ${bodyId} and id = ${id} returning id`.execute(db)
  return rows.length > 0
}

/** Writes one delivery for each active webhook that wants the event; returns their ids. */
export async function insertDeliveries(db: Db, bodyId: number, event: string, payload: object): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from webhook
    where body_id = ${bodyId} and active and ${event} = any(events)`.execute(db)
  return Promise.all(rows.map((hook) => insertDelivery(db, bodyId, hook.id, event, payload)))
}

export async function insertDelivery(db: Db, bodyId: number, webhookId: string, event: string, payload: object) {
  const id = newId()
  await sql`insert into webhook_delivery (body_id, id, webhook_id, event, payload, next_at)
    values (${bodyId}, ${id}, ${webhookId}, ${event}, ${JSON.stringify(payload)}::jsonb, now())`.execute(db)
  return id
}

export interface DeliveryRow {
  id: string
  webhook_id: string
  event: string
  state: 'waiting' | 'delivered' | 'failed'
  attempts: number
  last_error: string | null
  created_at: Date
  delivered_at: Date | null
  next_at: Date | null
}

export async function listDeliveries(
  db: Db,
  bodyId: number,
  filter: { id: string; state?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select id, webhook_id, event, state, attempts, last_error, created_at, delivered_at, next_at from webhook_delivery
    where body_id = ${bodyId} and webhook_id = ${filter.id}
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
      and (${filter.cursor ?? null}::uuid is null or id < ${filter.cursor ?? null})
    order by id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}

/** What is to be sent, if it still is: with its webhook as it stands now. */
export async function waitingDelivery(db: Db, bodyId: number, id: string) {
  const { rows } = await sql<
    DeliveryRow & { payload: unknown; url: string; secret: string; format: 'json' | 'text'; active: boolean }
  >`
    select d.id, d.webhook_id, d.event, d.state, d.attempts, d.created_at, d.payload, h.url, h.secret, h.format, h.active
    from webhook_delivery d join webhook h on h.body_id = d.body_id and h.id = d.webhook_id
    where d.body_id = ${bodyId} and d.id = ${id} and d.state = 'waiting'`.execute(db)
  return rows[0]
}

export async function setDelivered(db: Db, bodyId: number, id: string): Promise<void> {
  await sql`update webhook_delivery set state = 'delivered', attempts = attempts + 1, last_error = null,
      delivered_at = now(), next_at = null
    where body_id = ${bodyId} and id = ${id}`.execute(db)
}

/** Notes a failed try; without `nextAt` it was the last one. */
export async function setTried(
  db: Db,
  bodyId: number,
  id: string,
  error: string,
  nextAt: Date | undefined,
): Promise<void> {
  await sql`update webhook_delivery set state = ${nextAt ? 'waiting' : 'failed'}, attempts = attempts + 1,
      last_error = ${error.slice(0, 500)}, next_at = ${nextAt ?? null}
    where body_id = ${bodyId} and id = ${id}`.execute(db)
}

/** Makes a failed delivery wait again, with all its tries; false when it is not a failed one. */
export async function reopenDelivery(db: Db, bodyId: number, id: string): Promise<boolean> {
  const { rows } = await sql`update webhook_delivery set state = 'waiting', attempts = 0, next_at = now()
    where body_id = ${bodyId} and id = ${id} and state <> 'delivered' returning id`.execute(db)
  return rows.length > 0
}

/** Forgets what was delivered or given up more than 90 days ago. */
export async function sweepDeliveries(db: Db, bodyId: number): Promise<void> {
  await sql`delete from webhook_delivery where body_id = ${bodyId} and state <> 'waiting'
    and created_at < now() - interval '90 days'`.execute(db)
}
