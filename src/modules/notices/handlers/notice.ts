import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { noticesContract } from '../contract.ts'
import { countUnread, listNotices, markRead, noticeExists } from '../store/notice.ts'
import { preferenceOf, setPreference } from '../store/preference.ts'
import { insertEvent } from '../store/tell.ts'

const notices = signedIn(noticesContract.notice)
const preferences = signedIn(noticesContract.preference)

export const noticeHandlers = {
  list: notices.list.handler(async ({ input, context: { db, scope } }) => {
    const rows = await listNotices(db, scope, input)
    const page = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? page.at(-1) : undefined
    return {
      notices: page.map(({ subject_kind, subject_id, topic_id, actor_name, read_at, ...row }) => ({
        ...row,
        subjectKind: subject_kind,
        subjectId: subject_id,
        topicId: topic_id,
        actorName: actor_name,
        read: read_at !== null,
      })),
      ...(last ? { next: last.id } : {}),
    }
  }),

  count: notices.count.handler(async ({ context: { db, scope } }) => ({ unread: await countUnread(db, scope) })),

  read: notices.read.handler(async ({ input, context: { db, scope, note } }) => {
    if (input.id && !(await noticeExists(db, scope, input.id))) throw new Refusal('missing', 'not-found')
    const marked = await markRead(db, scope, input)
    // The person's other screens lower their count.
    if (marked > 0) await insertEvent(db, scope.bodyId, `person:${scope.personId}`, 'notice.read', { marked })
    note({ detail: { marked } })
    return { unread: await countUnread(db, scope) }
  }),
}

export const preferenceHandlers = {
  get: preferences.get.handler(async ({ context: { db, scope, config } }) => {
    const row = await preferenceOf(db, scope)
    return {
      mail: row.mail,
      mutedKinds: row.muted_kinds as never,
      address: row.address,
      mailServer: config.BANSO_SMTP_URL !== undefined,
    }
  }),

  set: preferences.set.handler(async ({ input, context: { db, scope, note } }) => {
    await setPreference(db, scope, input.mail, input.mutedKinds)
    note({ detail: input })
    return input
  }),
}
