import { mayModerate } from '#kernel/permission'
import { Refusal } from '#kernel/refusal'
import { notify, publish } from '#modules/notices/public'
import { renderMarkdown } from '#server/markdown'
import { signedIn } from '#server/operations'
import { communityContract } from '../contract.ts'
import { mayAccept, mayEdit } from '../rules/permission.ts'
import { setAttachments } from '../store/attachment.ts'
import { insertAnswer, insertComment, keepRevision, postById, rewritePost, setAccepted } from '../store/post.ts'
import { followersOf, setFollow } from '../store/tag.ts'
import { markVerified, wasAsked } from '../store/verification.ts'
import { announceAnswer } from './announcement.ts'
import { attach } from './attachment.ts'
import { requireAgreement } from './conduct.ts'
import { addToIndex, indexTopic, refreshStandings } from './indexing.ts'
import { tellMentioned } from './mention.ts'
import { settleAsks } from './routing.ts'
import { actorName, postForChange, refuseStale, requireCover, topicForChange, veiledBy } from './shared.ts'
import { recordAccepted, withdrawAccepted } from './skill-evidence.ts'
import { nextVerification } from './verification.ts'

const answers = signedIn(communityContract.answer)
const comments = signedIn(communityContract.comment)

export const answerHandlers = {
  create: answers.create.handler(async ({ input, context: { db, scope, note } }) => {
    await requireAgreement(db, scope)
    const { id, topicId, body, anonymous } = input
    const topic = await topicForChange(db, scope, topicId)
    if (anonymous) await requireCover(db, scope, topic.audience_id)
    const { html, text, mentions } = renderMarkdown(body)
    if (!(await insertAnswer(db, scope, { id, topic_id: topicId, body, html, anonymous }))) {
      const existing = await postById(db, scope, 'answer', id)
      if (existing?.author_id !== scope.personId) throw new Refusal('conflict', 'twice')
      return { id }
    }
    await addToIndex(db, scope.bodyId, topicId, 'answer', text)
    await attach(db, scope, input.attachments, { topicId, kind: 'answer', id })
    await settleAsks(db, scope.bodyId, topicId, anonymous ? null : scope.personId)
    const followers = await followersOf(db, scope.bodyId, topicId, [], scope.personId)
    const about = {
      subjectKind: 'answer',
      subjectId: id,
      topicId,
      title: topic.title,
      actorName: actorName(scope, anonymous),
    } as const
    await notify(db, scope.bodyId, followers, { kind: 'answered', ...about })
    const { title, audience_id: audienceId } = topic
    await tellMentioned(db, scope, mentions, { topicId, audienceId, kind: 'answer', id, title, anonymous })
    await setFollow(db, scope, { kind: 'topic', id: topicId }, true)
    await publish(db, scope.bodyId, `topic:${topicId}`, 'answer.created', { topicId, id })
    if (!topic.audience_id) await announceAnswer(db, scope.bodyId, 'answer.created', topic)
    note({ subjects: [topicId, id], veiled: anonymous || undefined })
    return { id }
  }),

  edit: answers.edit.handler(async ({ input, context: { db, scope, note } }) => {
    const { post, topic } = await postForChange(db, scope, 'answer', input.id)
    await rewrite('answer', { db, scope, input, post })
    await markVerified(db, scope, post.id, await nextVerification(db, scope.bodyId), true)
    await indexTopic(db, scope.bodyId, topic.id)
    await publish(db, scope.bodyId, `topic:${topic.id}`, 'topic.edited', { id: topic.id })
    note({ subjects: [topic.id, input.id], veiled: veiledBy(scope, post) })
    return { revision: input.revision + 1 }
  }),

  accept: answers.accept.handler(async ({ input, context: { db, scope, note } }) => {
    const { post, topic } = await postForChange(db, scope, 'answer', input.id)
    if (!mayAccept(topic, scope.personId, scope.roles)) throw new Refusal('forbidden', 'not-asker')
    const due = await nextVerification(db, scope.bodyId)
    await setAccepted(db, scope, { id: post.id, topicId: topic.id }, input.accepted, due)
    await indexTopic(db, scope.bodyId, topic.id)
    if (input.accepted && post.author_id && post.author_id !== scope.personId) {
      const about = { subjectKind: 'answer', subjectId: post.id, topicId: topic.id, title: topic.title } as const
      await notify(db, scope.bodyId, [post.author_id], {
        kind: 'accepted',
        ...about,
        actorName: actorName(scope, topic.anonymous),
      })
    }
    await (input.accepted ? recordAccepted : withdrawAccepted)(db, scope, topic, post)
    await publish(db, scope.bodyId, `topic:${topic.id}`, 'answer.accepted', { topicId: topic.id, id: post.id })
    if (input.accepted && !topic.audience_id) await announceAnswer(db, scope.bodyId, 'answer.accepted', topic)
    note({
      subjects: [topic.id, post.id],
      detail: { accepted: input.accepted },
      veiled: veiledBy(scope, topic),
    })
    return { accepted: input.accepted }
  }),

  verify: answers.verify.handler(async ({ input, context: { db, scope, note } }) => {
    const { post, topic } = await postForChange(db, scope, 'answer', input.id)
    // Who may confirm an anonymous answer must not tell which section it is from.
    const ofSection = !post.anonymous && post.section_id !== null && scope.sectionIds.includes(post.section_id)
    const owner = post.author_id === scope.personId || ofSection || mayModerate(scope.roles)
    if (!owner && !(await wasAsked(db, scope, post.id))) throw new Refusal('forbidden', 'not-owner')
    const verifyBy = await nextVerification(db, scope.bodyId)
    await markVerified(db, scope, post.id, verifyBy)
    await refreshStandings(db, scope.bodyId, [topic.id])
    note({ subjects: [topic.id, post.id], veiled: veiledBy(scope, post) })
    return { verifyBy }
  }),
}

export const commentHandlers = {
  create: comments.create.handler(async ({ input, context: { db, scope, note } }) => {
    await requireAgreement(db, scope)
    const { id, topicId, answerId, body, anonymous } = input
    const topic = await topicForChange(db, scope, topicId)
    if (anonymous) await requireCover(db, scope, topic.audience_id)
    const answer = answerId ? await postById(db, scope, 'answer', answerId) : undefined
    if (answerId && answer?.topic_id !== topicId) throw new Refusal('missing', 'not-found')
    const { html, text, mentions } = renderMarkdown(body)
    const comment = { id, topic_id: topicId, answer_id: answerId, body, html, anonymous }
    if (!(await insertComment(db, scope, comment))) {
      const existing = await postById(db, scope, 'comment', id)
      if (existing?.author_id !== scope.personId) throw new Refusal('conflict', 'twice')
      return { id }
    }
    await addToIndex(db, scope.bodyId, topicId, 'alias', text)
    await attach(db, scope, input.attachments, { topicId, kind: 'comment', id })
    const owner = answer ? answer.author_id : topic.author_id
    const about = {
      subjectKind: 'comment',
      subjectId: id,
      topicId,
      title: topic.title,
      actorName: actorName(scope, anonymous),
    } as const
    if (owner && owner !== scope.personId) await notify(db, scope.bodyId, [owner], { kind: 'commented', ...about })
    const { title, audience_id: audienceId } = topic
    await tellMentioned(db, scope, mentions, { topicId, audienceId, kind: 'comment', id, title, anonymous })
    await publish(db, scope.bodyId, `topic:${topicId}`, 'comment.created', { topicId, id })
    note({ subjects: [topicId, id], veiled: anonymous || undefined })
    return { id }
  }),

  edit: comments.edit.handler(async ({ input, context: { db, scope, note } }) => {
    const { post, topic } = await postForChange(db, scope, 'comment', input.id)
    await rewrite('comment', { db, scope, input, post })
    await indexTopic(db, scope.bodyId, topic.id)
    await publish(db, scope.bodyId, `topic:${topic.id}`, 'topic.edited', { id: topic.id })
    note({ subjects: [topic.id, input.id], veiled: veiledBy(scope, post) })
    return { revision: input.revision + 1 }
  }),
}

type PostForChange = Awaited<ReturnType<typeof postForChange>>['post']

async function rewrite(
  kind: 'answer' | 'comment',
  {
    db,
    scope,
    input,
    post,
  }: {
    db: Parameters<typeof rewritePost>[0]
    scope: Parameters<typeof rewritePost>[1]
    input: { id: string; body: string; revision: number; attachments?: string[] | undefined }
    post: PostForChange
  },
): Promise<void> {
  if (!mayEdit(post, scope.personId, scope.roles)) throw new Refusal('forbidden', 'not-permitted')
  refuseStale(post, input.revision)
  const { html } = renderMarkdown(input.body)
  const { id, revision: number, body, updated_at: at } = post
  await keepRevision(db, scope, { kind, id, number, title: null, body, at })
  await rewritePost(db, scope, kind, id, { body: input.body, html })
  if (input.attachments) await setAttachments(db, scope, input.attachments, { topicId: post.topic_id, kind, id })
}
