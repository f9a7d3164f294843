import { mayModerate } from '#kernel/permission'
import { Refusal } from '#kernel/refusal'
import { notify, publish } from '#modules/notices/public'
import { renderMarkdown } from '#server/markdown'
import { signedIn } from '#server/operations'
import { communityContract } from '../contract.ts'
import { mayAccept, mayEdit } from '../rules/permission.ts'
import { setAttachments } from '../store/attachment.ts'
import { insertTopic, keepRevision, postById, revisionsOf, rewriteTopic, setClosed } from '../store/post.ts'
import { followersOf, setFollow, setTags, tagExists } from '../store/tag.ts'
import { answersOf, commentsOf, listTopics, type TopicLineRow, topicById } from '../store/topic.ts'
import { announceTopic } from './announcement.ts'
import { attach } from './attachment.ts'
import { requireAgreement } from './conduct.ts'
import { indexTopic } from './indexing.ts'
import { tellMentioned } from './mention.ts'
import { resumeRouting, settleAsks, startRouting } from './routing.ts'
import { actorName, refuseStale, requireCover, topicForChange, veiledBy } from './shared.ts'
import { answerOf, commentOf, postOf } from './views.ts'

const { topic, follow } = communityContract
const topics = signedIn(topic)

const lineOf = ({
  answer_count,
  comment_count,
  accepted_count,
  solved_count,
  created_at,
  active_at,
  author_id,
  ...row
}: TopicLineRow) => ({
  ...row,
  answerCount: answer_count,
  commentCount: comment_count,
  acceptedCount: accepted_count,
  solvedCount: solved_count,
  createdAt: created_at,
  activeAt: active_at,
})

const cursorOf = ({ key, id }: { key: string; id: string }) => Buffer.from(`${id}${key}`).toString('base64url')

function placeOf(cursor: string) {
  const text = Buffer.from(cursor, 'base64url').toString()
  const place = { id: text.slice(0, 36), key: text.slice(36) }
  if (!/^[0-9a-f-]{36}$/.test(place.id) || !/^[\d :.+-]{1,40}$/.test(place.key))
    throw new Refusal('invalid', 'malformed')
  return place
}

export const topicHandlers = {
  list: topics.list.handler(async ({ input: { cursor, ...filter }, context: { db, scope } }) => {
    const { page, next } = await listTopics(db, scope, { ...filter, after: cursor ? placeOf(cursor) : undefined })
    return { topics: page.map(lineOf), ...(next ? { next: cursorOf(next) } : {}) }
  }),

  get: topics.get.handler(async ({ input, context: { db, scope } }) => {
    const row = await topicById(db, scope, input.id)
    if (!row) throw new Refusal('missing', 'not-found')
    const answers = await answersOf(db, scope, row.id)
    const comments = (await commentsOf(db, scope, row.id)).map((comment) => commentOf(comment, scope))
    const { following, follower_count, audience, practice, body } = row
    return {
      ...lineOf(row),
      ...postOf(row, scope),
      body,
      audience,
      following,
      followerCount: follower_count,
      practice,
      answers: answers.map((answer) => answerOf(answer, comments, scope)),
      comments: comments.filter((comment) => comment.answerId === null),
      may: {
        edit: mayEdit(row, scope.personId, scope.roles),
        accept: mayAccept(row, scope.personId, scope.roles),
        answer: row.status !== 'closed',
        moderate: mayModerate(scope.roles),
      },
    }
  }),

  create: topics.create.handler(async ({ input, context: { db, scope, note } }) => {
    await requireAgreement(db, scope)
    if (input.audience && !scope.reachIds.includes(input.audience)) throw new Refusal('invalid', 'audience')
    const { id, kind, title, body, axis, anonymous, audience } = input
    if (anonymous) await requireCover(db, scope, audience)
    const { html, text, mentions } = renderMarkdown(body)
    const inserted = await insertTopic(db, scope, {
      id,
      kind,
      title,
      body,
      html,
      axis,
      anonymous,
      audience_id: audience,
    })
    if (!inserted) {
      const existing = await topicById(db, scope, id)
      if (existing?.author_id !== scope.personId) throw new Refusal('conflict', 'twice')
      return { id }
    }
    const tagIds = await setTags(db, scope.bodyId, id, input.tags)
    await attach(db, scope, input.attachments, { topicId: id, kind: 'topic', id })
    await setFollow(db, scope, { kind: 'topic', id }, true)
    await indexTopic(db, scope.bodyId, id, { body: text })
    await tellMentioned(db, scope, mentions, { topicId: id, audienceId: audience, kind: 'topic', id, title, anonymous })
    // Followers of a tag hear of new topics addressed to all; a narrower one must not reach past its section.
    if (!audience) {
      const followers = await followersOf(db, scope.bodyId, id, tagIds, scope.personId)
      const telling = {
        kind: 'posted',
        subjectKind: 'topic',
        subjectId: id,
        title,
        actorName: actorName(scope, anonymous),
      } as const
      await notify(db, scope.bodyId, followers, telling)
    }
    if (kind !== 'idea') await startRouting(db, scope.bodyId, id)
    // A topic for one section is told to that section alone, and to no other system.
    await publish(db, scope.bodyId, audience ? `section:${audience}` : 'body', 'topic.created', { id, kind })
    if (!audience) await announceTopic(db, scope.bodyId, { id, kind, title, by: actorName(scope, anonymous) })
    note({ subjects: [id], detail: { kind, anonymous }, veiled: anonymous || undefined })
    return { id }
  }),

  edit: topics.edit.handler(async ({ input, context: { db, scope, note } }) => {
    const current = await topicForChange(db, scope, input.id)
    if (current.kind === 'practice') throw new Refusal('invalid', 'practice') // its card is more than a text
    if (!mayEdit(current, scope.personId, scope.roles)) throw new Refusal('forbidden', 'not-permitted')
    refuseStale(current, input.revision)
    const { id, title, body, axis } = input
    const { html, mentions } = renderMarkdown(body)
    const { revision: number, updated_at: at } = current
    await keepRevision(db, scope, { kind: 'topic', id, number, title: current.title, body: current.body, at })
    await rewriteTopic(db, scope, id, { title, body, html, axis })
    await setTags(db, scope.bodyId, id, input.tags)
    if (input.attachments) await setAttachments(db, scope, input.attachments, { topicId: id, kind: 'topic', id })
    await indexTopic(db, scope.bodyId, id)
    const { audience_id: audienceId, anonymous } = current
    await tellMentioned(db, scope, mentions, { topicId: id, audienceId, kind: 'topic', id, title, anonymous })
    await publish(db, scope.bodyId, `topic:${id}`, 'topic.edited', { id })
    note({ subjects: [id], veiled: veiledBy(scope, current) })
    return { revision: input.revision + 1 }
  }),

  close: topics.close.handler(async ({ input, context: { db, scope, note } }) => {
    const current = await topicForChange(db, scope, input.id, true)
    if (current.author_id !== scope.personId && !mayModerate(scope.roles))
      throw new Refusal('forbidden', 'not-permitted')
    const { status } = await setClosed(db, scope, input.id, input.closed)
    if (status === 'open') await resumeRouting(db, scope.bodyId, input.id)
    else await settleAsks(db, scope.bodyId, input.id, null)
    await publish(db, scope.bodyId, `topic:${input.id}`, 'topic.edited', { id: input.id })
    note({ subjects: [input.id], detail: { closed: input.closed }, veiled: veiledBy(scope, current) })
    return { status }
  }),

  preview: topics.preview.handler(async ({ input }) => ({ html: renderMarkdown(input.body).html })),

  history: topics.history.handler(async ({ input, context: { db, scope } }) => {
    const { topicId, subjectKind, subjectId } = input
    const topic = await topicById(db, scope, topicId)
    const post =
      subjectKind === 'topic'
        ? topic && { ...topic, topic_id: topic.id }
        : await postById(db, scope, subjectKind, subjectId)
    if (!topic || !post || post.id !== subjectId || post.topic_id !== topicId) throw new Refusal('missing', 'not-found')
    const revisions = await revisionsOf(db, scope, subjectKind, subjectId)
    const { revision, body } = post
    return { current: { revision, body }, revisions }
  }),
}

const follows = signedIn(follow)
export const followHandlers = {
  set: follows.set.handler(async ({ input, context: { db, scope } }) => {
    const { subjectKind, subjectId, following } = input
    const there =
      subjectKind === 'topic' ? await topicById(db, scope, subjectId) : await tagExists(db, scope, subjectId)
    if (!there) throw new Refusal('missing', 'not-found')
    await setFollow(db, scope, { kind: subjectKind, id: subjectId }, following)
    return { following }
  }),
}
