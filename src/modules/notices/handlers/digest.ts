import { dateInJapan } from '#kernel/fiscal-year'
import type { Db } from '#server/db/transaction'
import { enqueue, inEveryBody, type JobContext } from '#server/jobs'
import { sendMail } from '#server/mail/transport'
import { inBody } from '#server/operations'
import { digestMail, type Part } from '../messages/digest.ts'
import { endDigest, planDigestsOf, takeDigest, unmailedNotices } from '../store/digest.ts'
import { beginsWorkingWeek, isWorkingDay } from './working-day.ts'

/** What modules below add to a person's mail, from what that person may see. */
export type DigestSource = (
  db: Db,
  reader: { bodyId: number; personId: string; day: string; rhythm: 'daily' | 'weekly' },
) => Promise<readonly Part[]>

/** Plans the mails of a day: daily ones on working days, weekly ones on the first working day of the week. */
export async function planDigests({ pool, config }: JobContext, now: Date = new Date()): Promise<void> {
  const day = dateInJapan(now)
  if (!config.BANSO_SMTP_URL || !isWorkingDay(day)) return
  const rhythms = beginsWorkingWeek(day) ? ['daily', 'weekly'] : ['daily']
  await inEveryBody(pool, async (db, bodyId) => {
    for (const personId of await planDigestsOf(db, bodyId, day, rhythms)) {
      await enqueue(
        db,
        'digest.send',
        { bodyId, personId, day },
        { key: `digest ${bodyId} ${personId} ${day}`, attempts: 12 },
      )
    }
  })
}

/**
 * Sends one planned mail. Its row is held until the mail server has taken it: another worker skips it, and a failure
 * leaves it waiting for the next try. Only a crash between the server's "taken" and our commit sends a second copy,
 * under the same Message-ID.
 */
export async function sendDigest(
  { bodyId, personId, day }: { bodyId: number; personId: string; day: string },
  { pool, config }: JobContext,
  source: DigestSource,
): Promise<void> {
  await inBody(pool, bodyId, async (db) => {
    const digest = await takeDigest(db, bodyId, personId, day)
    if (!digest) return
    const notices = await unmailedNotices(db, bodyId, personId, digest.created_at)
    const parts = await source(db, { bodyId, personId, day, rhythm: digest.rhythm })
    const ids = notices.map(({ id }) => id)
    if (ids.length === 0 && parts.every(({ lines }) => lines.length === 0)) {
      return endDigest(db, bodyId, { personId, day, state: 'empty', notices: [] })
    }
    const origin = config.BANSO_URL?.replace(/\/$/, '')
    const { subject, text, html } = digestMail({ ...digest, day, origin, notices, parts })
    const sent = await sendMail(config, {
      to: { name: digest.name, address: digest.address },
      ...{ subject, text, html },
      messageId: `<digest.${bodyId}.${personId}.${day}@${origin ? new URL(origin).hostname : 'banso.invalid'}>`,
      unsubscribe: origin && `${origin}/settings/notices`,
    })
    if (sent) await endDigest(db, bodyId, { personId, day, state: 'sent', notices: ids })
  })
}
