import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { notify, publish, retitleNotices } from '#modules/notices/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { communityContract } from '../contract.ts'
import { hiddenTitle } from '../messages/moderation.ts'
import {
  actionsOf,
  insertAction,
  type ModerationAction,
  recountTopic,
  setHidden,
  trueAuthor,
} from '../store/moderation.ts'
import { closeReports, insertReport, listReports, moderatorIds, reportById, type Subject } from '../store/report.ts'
import { topicById } from '../store/topic.ts'
import { announceReport } from './announcement.ts'
import { indexTopic } from './indexing.ts'
import { resumeRouting, settleAsks } from './routing.ts'
import { postForChange, topicForChange } from './shared.ts'
import { withdrawHidden } from './skill-evidence.ts'

const reports = signedIn(communityContract.report)
const moderation = signedIn(communityContract.moderation)

const pageSize = 30

/** The post with its topic, locked, if the reader may see both. */
async function subjectOf(db: Db, scope: Scope, { kind, id }: Subject) {
  if (kind === 'topic') {
    const topic = await topicForChange(db, scope, id, true)
    return { post: topic, topic }
  }
  return postForChange(db, scope, kind, id)
}

type Found = Awaited<ReturnType<typeof subjectOf>>

/** Notes the action and tells the author, whose post it is; never who the moderator was. */
async function act(db: Db, scope: Scope, subject: Subject, found: Found, action: ModerationAction, reason: string) {
  const { post, topic } = found
  await insertAction(db, scope, { id: newId(), subject, topicId: topic.id, action, reason })
  if (!post.author_id || post.author_id === scope.personId) return
  await notify(db, scope.bodyId, [post.author_id], {
    kind: action === 'unmask' ? 'unmasked' : 'moderated',
    ...{ subjectKind: subject.kind, subjectId: subject.id, topicId: topic.id, title: topic.title, actorName: '' },
  })
}

/** Counts, search, routing and open screens follow in the same transaction. */
async function hide(db: Db, scope: Scope, subject: Subject, found: Found, hidden: boolean, reason: string) {
  if (!(await setHidden(db, scope, subject, hidden))) return
  const { id: topicId } = found.topic
  if (subject.kind !== 'topic') await recountTopic(db, scope, topicId)
  else await quote(db, scope, found, hidden)
  await indexTopic(db, scope.bodyId, topicId)
  if (hidden) await withdrawHidden(db, scope, subject)
  if (subject.kind === 'topic' && hidden) await settleAsks(db, scope.bodyId, topicId, null)
  else await resumeRouting(db, scope.bodyId, topicId)
  await act(db, scope, subject, found, hidden ? 'hide' : 'restore', reason)
  await publish(db, scope.bodyId, `topic:${topicId}`, 'topic.edited', { id: topicId })
}

/** What was told of a topic says its title: colleagues are not to read it there either while it is taken down. */
async function quote(db: Db, scope: Scope, { topic }: Found, hidden: boolean) {
  const knowing = [...(await moderatorIds(db, scope.bodyId)), ...(topic.author_id ? [topic.author_id] : [])]
  await retitleNotices(db, scope.bodyId, topic.id, hidden ? hiddenTitle : topic.title, knowing)
}

export const reportHandlers = {
  create: reports.create.handler(async ({ input, context: { db, scope, note } }) => {
    const subject = { kind: input.subjectKind, id: input.subjectId }
    const { post, topic } = await subjectOf(db, scope, subject)
    if (post.author_id === scope.personId) throw new Refusal('invalid', 'own')
    if (input.reason === 'other' && input.note === '') throw new Refusal('invalid', 'say-why')
    const { id, reason, note: words } = input
    const outcome = await insertReport(db, scope, { ...subject, reportId: id, topicId: topic.id, reason, note: words })
    if (outcome === 'already') throw new Refusal('conflict', 'already')
    if (outcome === 'added') {
      const moderators = (await moderatorIds(db, scope.bodyId)).filter((person) => person !== scope.personId)
      const about = { subjectKind: 'report', subjectId: id, topicId: topic.id, title: topic.title } as const
      await notify(db, scope.bodyId, moderators, { kind: 'reported', ...about, actorName: '' })
      await announceReport(db, scope.bodyId, reason)
    }
    note({ subjects: [topic.id, post.id], detail: { reason } })
    return { id }
  }),

  list: reports.list.handler(async ({ input: { state, page }, context: { db, scope } }) => {
    const { reports: rows, total } = await listReports(db, scope, state === 'open', (page - 1) * pageSize, pageSize)
    return {
      reports: rows.map((row) => ({
        id: row.id,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        topicId: row.topic_id,
        title: row.title,
        excerpt: row.excerpt,
        author: row.author,
        anonymous: row.anonymous,
        hidden: row.hidden,
        reason: row.reason,
        note: row.note,
        reporter: row.reporter,
        at: row.at,
        state: row.state,
        answer: row.answer_note,
        handledAt: row.handled_at,
        together: row.together,
      })),
      total,
      pageSize,
    }
  }),

  decide: reports.decide.handler(async ({ input: { id, outcome, answer }, context: { db, scope, note } }) => {
    const report = await reportById(db, scope, id)
    if (!report) throw new Refusal('missing', 'not-found')
    const subject = { kind: report.subject_kind as Subject['kind'], id: report.subject_id }
    const found = await subjectOf(db, scope, subject)
    const reporters = await closeReports(db, scope, subject, outcome, answer)
    if (reporters.length === 0) throw new Refusal('conflict', 'handled')
    if (outcome === 'upheld') await hide(db, scope, subject, found, true, answer)
    const about = { subjectKind: 'report', subjectId: id, topicId: report.topic_id, title: found.topic.title } as const
    await notify(db, scope.bodyId, reporters, { kind: 'handled', ...about, actorName: '' })
    note({ subjects: [report.topic_id, subject.id], detail: { outcome, answer } })
    return { answered: reporters.length }
  }),
}

export const moderationHandlers = {
  hide: moderation.hide.handler(async ({ input, context: { db, scope, note } }) => {
    const subject = { kind: input.subjectKind, id: input.subjectId }
    const found = await subjectOf(db, scope, subject)
    await hide(db, scope, subject, found, input.hidden, input.reason)
    note({ subjects: [found.topic.id, subject.id], detail: { hidden: input.hidden, reason: input.reason } })
    return { hidden: input.hidden }
  }),

  unmask: moderation.unmask.handler(async ({ input, context: { db, scope, note } }) => {
    const subject = { kind: input.subjectKind, id: input.subjectId }
    const found = await subjectOf(db, scope, subject)
    if (!found.post.anonymous) throw new Refusal('invalid', 'not-anonymous')
    await act(db, scope, subject, found, 'unmask', input.reason)
    note({ subjects: [found.topic.id, subject.id], detail: { reason: input.reason } })
    return { author: (await trueAuthor(db, scope, subject)) ?? null }
  }),

  ofTopic: moderation.ofTopic.handler(async ({ input: { topicId }, context: { db, scope } }) => {
    if (!(await topicById(db, scope, topicId))) throw new Refusal('missing', 'not-found')
    return { actions: await actionsOf(db, scope, topicId) }
  }),
}
