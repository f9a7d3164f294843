import { Refusal } from '#kernel/refusal'
import { notify, publish } from '#modules/notices/public'
import { renderMarkdown } from '#server/markdown'
import { signedIn } from '#server/operations'
import { cardText } from '../contract/practice-names.ts'
import { communityContract } from '../contract.ts'
import { totalOf } from '../rules/effect.ts'
import { mayBecomePractice, mayEditPractice, stepsOf } from '../rules/practice.ts'
import { setAttachments } from '../store/attachment.ts'
import { insertTopic, keepRevision, rewriteTopic } from '../store/post.ts'
import {
  acceptedAnswerers,
  acceptedTexts,
  adoptingSections,
  effectByAxis,
  keepPractice,
  linksOf,
  listPractices,
  practiceOf,
} from '../store/practice.ts'
import { followersOf, setFollow, setTags } from '../store/tag.ts'
import { topicById } from '../store/topic.ts'
import { announceTopic } from './announcement.ts'
import { attach } from './attachment.ts'
import { requireAgreement } from './conduct.ts'
import { indexTopic } from './indexing.ts'
import { refuseStale, topicForChange } from './shared.ts'

const practices = signedIn(communityContract.practice)

export const practiceHandlers = {
  list: practices.list.handler(({ input, context: { db, scope } }) => listPractices(db, scope, input)),

  totals: practices.totals.handler(async ({ context: { db, scope } }) => {
    const axes = await effectByAxis(db, scope)
    return { ...totalOf(axes), sections: await adoptingSections(db, scope), axes }
  }),

  linked: practices.linked.handler(async ({ input, context: { db, scope } }) => {
    const topic = await topicById(db, scope, input.topicId)
    if (!topic) throw new Refusal('missing', 'not-found')
    const links = await linksOf(db, scope, topic.id)
    const named = ({ id, title }: { id: string; title: string }) => ({ id, title })
    return {
      origin: links.filter(({ origin }) => origin).map(named)[0] ?? null,
      practices: links.filter(({ origin }) => !origin).map(named),
      may: { create: mayBecomePractice(topic), edit: topic.kind === 'practice' && mayEditPractice(topic, scope) },
    }
  }),

  outline: practices.outline.handler(async ({ input, context: { db, scope } }) => {
    const topic = await topicById(db, scope, input.topicId)
    if (!topic) throw new Refusal('missing', 'not-found')
    if (!mayBecomePractice(topic)) throw new Refusal('conflict', 'unsolved')
    return {
      title: topic.title,
      problem: renderMarkdown(topic.body).text.trim().slice(0, 5000),
      steps: stepsOf(await acceptedTexts(db, scope.bodyId, topic.id)),
      axis: topic.axis,
      tags: topic.tags.map(({ name }) => name),
    }
  }),

  create: practices.create.handler(async ({ input, context: { db, scope, note } }) => {
    await requireAgreement(db, scope)
    const { id, title, axis, tags, originId, attachments, ...card } = input
    const origin = originId ? await topicById(db, scope, originId) : undefined
    if (originId && !origin) throw new Refusal('missing', 'not-found')
    if (origin && !mayBecomePractice(origin)) throw new Refusal('conflict', 'unsolved')
    // What was said to one section stays there when it becomes a card.
    const audience = origin?.audience?.id ?? null
    const { html } = renderMarkdown(card.problem)
    const wording = { title, body: card.problem, html, axis }
    if (
      !(await insertTopic(db, scope, { id, kind: 'practice', ...wording, anonymous: false, audience_id: audience }))
    ) {
      const existing = await topicById(db, scope, id)
      if (existing?.author_id !== scope.personId) throw new Refusal('conflict', 'twice')
      return { id }
    }
    await keepPractice(db, scope.bodyId, id, card, originId)
    const tagIds = await setTags(db, scope.bodyId, id, tags)
    await attach(db, scope, attachments, { topicId: id, kind: 'topic', id })
    await setFollow(db, scope, { kind: 'topic', id }, true)
    await indexTopic(db, scope.bodyId, id)
    const told = origin ? await acceptedAnswerers(db, scope, origin.id) : []
    const telling = { subjectKind: 'topic', subjectId: id, title, actorName: scope.name } as const
    await notify(db, scope.bodyId, told, { kind: 'carded', ...telling })
    if (!audience) {
      const followers = await followersOf(db, scope.bodyId, id, tagIds, scope.personId)
      const others = followers.filter((person) => !told.includes(person))
      await notify(db, scope.bodyId, others, { kind: 'posted', ...telling })
      await announceTopic(db, scope.bodyId, { id, kind: 'practice', title, by: scope.name })
    }
    await publish(db, scope.bodyId, audience ? `section:${audience}` : 'body', 'topic.created', {
      id,
      kind: 'practice',
    })
    note({ subjects: originId ? [id, originId] : [id] })
    return { id }
  }),

  edit: practices.edit.handler(async ({ input, context: { db, scope, note } }) => {
    const { id, title, axis, tags, revision: seen, attachments, ...card } = input
    const current = await topicForChange(db, scope, id)
    if (current.kind !== 'practice') throw new Refusal('missing', 'not-found')
    if (!mayEditPractice(current, scope)) throw new Refusal('forbidden', 'not-author')
    const body = cardText(await practiceOf(db, scope.bodyId, id))
    refuseStale({ ...current, body }, seen)
    const { revision: number, updated_at: at } = current
    await keepRevision(db, scope, { kind: 'topic', id, number, title: current.title, body, at })
    const { html } = renderMarkdown(card.problem)
    await rewriteTopic(db, scope, id, { title, body: card.problem, html, axis })
    await keepPractice(db, scope.bodyId, id, card)
    await setTags(db, scope.bodyId, id, tags)
    if (attachments) await setAttachments(db, scope, attachments, { topicId: id, kind: 'topic', id })
    await indexTopic(db, scope.bodyId, id)
    await publish(db, scope.bodyId, `topic:${id}`, 'topic.edited', { id })
    note({ subjects: [id] })
    return { revision: seen + 1 }
  }),
}
