import { announce } from '#modules/notices/public'
import type { Db } from '#server/db/transaction'
import { reportReasonNames } from '../contract/moderation-names.ts'
import type { kindNames } from '../contract/names.ts'
import { announcementText } from '../messages/announcement.ts'

interface NewTopic {
  id: string
  kind: keyof typeof kindNames
  title: string
  /** The author as colleagues may see them; empty when they keep their name back. */
  by: string
}

/** Tells other systems of a topic addressed to all staff. */
export async function announceTopic(db: Db, bodyId: number, { id, kind, title, by }: NewTopic): Promise<void> {
  const event = kind === 'practice' ? 'practice.created' : 'topic.created'
  const topic = { id, kind, title, ...(by ? { author: by } : {}) }
  await announce(db, bodyId, event, { text: announcementText.topic(kind, title, by), path: `/topics/${id}`, topic })
}

/** Tells other systems that a section adopted a practice addressed to all staff. */
export async function announceAdoption(
  db: Db,
  bodyId: number,
  { id, title }: { id: string; title: string },
  section: string,
): Promise<void> {
  const text = announcementText.adopted(title, section)
  await announce(db, bodyId, 'practice.adopted', { text, path: `/topics/${id}`, topic: { id, title }, section })
}

/** Tells other systems of what happened to a topic addressed to all staff; who answered is not their matter. */
export async function announceAnswer(
  db: Db,
  bodyId: number,
  event: 'answer.created' | 'answer.accepted',
  { id, title }: { id: string; title: string },
): Promise<void> {
  await announce(db, bodyId, event, {
    text: announcementText[event](title),
    path: `/topics/${id}`,
    topic: { id, title },
  })
}

/** Tells other systems that something was reported: why, and where moderators look; nothing of the post itself. */
export async function announceReport(db: Db, bodyId: number, reason: keyof typeof reportReasonNames): Promise<void> {
  const text = announcementText.reported(reportReasonNames[reason])
  await announce(db, bodyId, 'report.created', { text, path: '/moderation', reason })
}
