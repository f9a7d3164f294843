import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringAttachment, pdf, readAttachment } from '#app/testing/attachment'
import { EventReader } from '#app/testing/event-reader'
import { createPerson, startTestNode } from '#app/testing/node'
import { call, plain, probe } from '#app/testing/probe'
import { newId } from '#kernel/id'
import { webhookEvents } from '#modules/notices/contract/kinds'
import { publish } from '#modules/notices/public'
import { profilesContract } from '#modules/profiles/contract'
import { staffContract } from '#modules/staff/contract'
import { applicationPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'
import { communityDigest } from './handlers/digest.ts'
import { climb } from './handlers/routing.ts'
import { askToVerify } from './handlers/verification.ts'

/**
 * The same story is told in worlds that differ only in who of two colleagues wrote the anonymous posts. Whatever anybody
 * else is shown, by whatever operation, feed, event, mail or file, has to be the same in both.
 */
const writers = { bean: '隠元 豆子', sprout: '萌黄 芽吹' }
type Writer = keyof typeof writers

/** Chosen by the screens, so they are the same in all worlds. */
const posts = 'old oldByBean oldBySprout question byHead comment waiting other answer report practice'
const ids = Object.fromEntries(posts.split(' ').map((name) => [name, newId()])) as Record<string, string>
const words = '電子申請フォームの差し戻し'

type World = Awaited<ReturnType<typeof tell>>
const worlds: World[] = []
let first: World
let second: World
let named: World

beforeAll(async () => {
  for (const [writer, anonymous] of [
    ['bean', true],
    ['sprout', true],
    ['bean', false],
  ] as const)
    worlds.push(await tell(writer, anonymous))
  ;[first, second, named] = worlds as [World, World, World]
})
afterAll(async () => {
  for (const { stop } of worlds) await stop()
})

async function tell(writer: Writer, anonymous: boolean) {
  const node = await startTestNode({ BANSO_WEBHOOK_LOCAL: 'true' })
  const { owner, bodyId, url } = node
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, `<${name}>`]))
  const people = {
    bean: await createPerson(node, { login: 'bean', name: writers.bean, section: '0101' }),
    sprout: await createPerson(node, { login: 'sprout', name: writers.sprout, section: '0102' }),
    head: await createPerson(node, { login: 'head', section: '0101', head: true }),
    office: await createPerson(node, { login: 'office', section: '0303', roles: ['dx-office'] }),
    admin: await createPerson(node, { login: 'admin', section: '0304', roles: ['administrator'] }),
  }
  for (const [name, { personId, sectionId }] of Object.entries(people)) {
    names.set(personId, `<${name}>`)
    if (!names.has(sectionId)) names.set(sectionId, `<section of ${name}>`)
  }
  await owner.query("update person set kana = staff_number, mail = staff_number || '@city.example'")
  await owner.query('insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person')
  const [bean, sprout, head, office, admin] = [
    await node.as('bean'),
    await node.as('sprout'),
    await node.as('head'),
    await node.as('office'),
    await node.as('admin'),
  ]
  const me = writer === 'bean' ? bean : sprout
  const readers = { head, office, admin }
  const pool = applicationPool(node.ownerUrl, 2)
  const asSystem = <T>(work: Parameters<typeof transaction<T>>[2]) => transaction(pool, { bodyId }, work)

  // Both have answered under their names before, so that both are people who may be asked.
  const ask = { kind: 'question' as const, body: `${words}を教えてください。`, tags: ['電子申請'] }
  await head.topic.create({ ...ask, id: ids['old']!, title: words })
  await bean.answer.create({ topicId: ids['old']!, id: ids['oldByBean']!, body: '管理画面から戻します。' })
  await sprout.answer.create({ topicId: ids['old']!, id: ids['oldBySprout']!, body: '申請者に電話します。' })
  const card = {
    title: '差し戻しの手順書',
    problem: '毎回迷う',
    steps: ['一覧を開く'],
    effect: '迷わない',
    axis: 'service' as const,
  }
  await head.practice.create({ ...card, id: ids['practice']! })
  await owner.query('delete from notice')
  await office.webhook.create({ name: '庁内チャット', url: 'http://127.0.0.1:9/hook', events: [...webhookEvents] })
  const listeners = await Promise.all(
    [head, office].map(async (reader) => {
      const listener = new EventReader()
      await listener.connect(url, reader.cookie, `?topics=${ids['question']},${ids['other']}`)
      await listener.until(({ events }) => events.length > 0) // it has joined
      return listener
    }),
  )

  // The story is between the marks.
  const mark = async (kind: string) => {
    await asSystem((db) => publish(db, bodyId, 'body', kind, {}))
    for (const listener of listeners) await listener.until(({ live }) => live.some((event) => event.kind === kind))
  }
  await mark('begin')

  const file = await bringAttachment(node, me, pdf(), '手順.pdf')
  names.set(file.id, '<file>')
  const mention = `[@課長](/people/${people.head.personId})`
  await me.topic.create({
    ...ask,
    ...{ id: ids['question']!, title: `${words}が来ない`, body: `${words}が来ません。${mention}`, anonymous },
    attachments: [file.id],
  })
  await me.topic.edit({ ...ask, id: ids['question']!, title: `${words}が届かない`, revision: 1, tags: ['電子申請'] })
  await head.answer.create({ topicId: ids['question']!, id: ids['byHead']!, body: '迷惑メールを見てください。' })
  await me.answer.accept({ id: ids['byHead']!, accepted: true })
  await me.comment.create({ topicId: ids['question']!, id: ids['comment']!, body: `ありました。${mention}`, anonymous })
  await me.topic.create({ ...ask, id: ids['waiting']!, title: '会議室の鍵の置き場所', body: 'どこですか。', anonymous })
  await head.topic.create({ ...ask, id: ids['other']!, title: `${words}の期限` })
  await me.answer.create({ topicId: ids['other']!, id: ids['answer']!, body: `${words}は30日です。`, anonymous })
  await me.answer.edit({ id: ids['answer']!, body: `${words}は14日です。`, revision: 1 })
  await head.answer.accept({ id: ids['answer']!, accepted: true })
  const reported = { subjectKind: 'answer', subjectId: ids['answer']! } as const
  await head.report.create({ id: ids['report']!, ...reported, reason: 'wrong', note: '日数が違います' })
  await office.report.decide({ id: ids['report']!, outcome: 'dismissed', answer: '規則のとおりでした' })
  await me.topic.close({ id: ids['question']!, closed: true })

  // Time passes: the unanswered question climbs to everybody whose duty it is, the answer is due to be confirmed.
  for (let step = 0; step < 4; step += 1) await asSystem((db) => climb(db, bodyId, ids['waiting']!, true))
  await owner.query("update topic set created_at = now() - interval '2 days' where id = $1", [ids['waiting']])
  await owner.query("update answer set verify_by = '2020-01-01' where id = $1", [ids['answer']])
  for (const day of ['2020-01-06', '2020-03-02', '2020-06-01'] as const)
    await asSystem((db) => askToVerify(db, bodyId, day))
  await mark('end')

  const { id: frameworkId } = await head.framework.get({})
  names.set(frameworkId, '<framework>')
  const seen: Record<string, Map<string, string>> = {}
  for (const [name, reader] of Object.entries(readers)) {
    const other = new Map<string, string>()
    const personId = people[name as keyof typeof readers].personId
    const day = '2026-11-24'
    const mail = await asSystem((db) => communityDigest(db, { bodyId, personId, day, rhythm: 'weekly' }))
    other.set('digest', JSON.stringify(mail))
    other.set('feed', await (await fetch((await reader.feed.create({})).url)).text())
    const attached = await readAttachment(node, reader, file.id)
    other.set('file', `${attached.headers.get('content-disposition')} ${await attached.text()}`)
    for (const [operation, input] of changesTried)
      other.set(operation, (await call(url, reader, operation, input)).text)
    for (const [key, text] of other) other.set(key, plain(text.replace(/"request_id":"[^"]*"/, ''), names))
    const read = await probe(url, reader, names, inputs(people, frameworkId))
    seen[name] = new Map([...other, ...read])
  }
  const live = listeners.map((listener) => {
    const begin = listener.live.findIndex(({ kind }) => kind === 'begin')
    const told = listener.live.slice(begin).map(({ channel, kind, payload }) => ({ channel, kind, payload }))
    return plain(JSON.stringify(told), names)
  })
  const { rows: sent } = await owner.query('select event, payload from webhook_delivery order by id')
  for (const listener of listeners) listener.close()
  const elsewhere = new Map([
    ['events of the head', live[0]!],
    ['events of the office', live[1]!],
    ['webhooks', plain(JSON.stringify(sent), names)],
  ])
  const stop = async () => {
    await pool.end()
    await node.stop()
  }
  return { seen: { ...seen, elsewhere } as Record<string, Map<string, string>>, people, me, head, stop }
}

/** What only their writer may do; how it is refused must not tell who that is. */
const changesTried: [string, object][] = [
  ['topic.edit', { id: ids['waiting'], title: '鍵', body: '鍵', tags: [], revision: 1 }],
  ['topic.create', { id: ids['waiting'], kind: 'question', title: '鍵', body: '鍵', tags: [] }],
  ['answer.edit', { id: ids['answer'], body: '違います', revision: 1 }],
  ['comment.edit', { id: ids['comment'], body: '違います', revision: 1 }],
]

type Everybody = Record<string, { personId: string; sectionId: string }>
const topics = ['question', 'waiting', 'other']

function inputs(people: Everybody, frameworkId: string): Record<string, object[]> {
  const { bean, sprout, head } = people as Record<'bean' | 'sprout' | 'head', Everybody[string]>
  const persons = [bean, sprout].map(({ personId }) => personId)
  const sections = [{}, ...[bean, sprout].map(({ sectionId }) => ({ section: sectionId }))]
  const each = (field: string) => topics.map((name) => ({ [field]: ids[name] }))
  const history = (topicId: string, subjectKind: string, subjectId: string) => ({ topicId, subjectKind, subjectId })
  const reason = '確認のため'
  const file = { format: 'csv-utf8', reason }
  return {
    'account.get': persons.map((personId) => ({ personId })),
    'section.history': [{ id: bean.sectionId }, { id: sprout.sectionId }],
    'section.export': [file],
    'person.find': [{ starting: '隠' }, { starting: '萌' }],
    'person.get': persons.map((id) => ({ id })),
    'person.record': persons.map((id) => ({ id })),
    'person.export': [file],
    'audit.list': [{ limit: 200 }, ...persons.map((personId) => ({ personId, limit: 200 }))],
    'audit.export': [file, ...persons.map((personId) => ({ ...file, personId }))],
    'notice.list': [{ limit: 100 }],
    'webhook.deliveries': [],
    'search.run': sections.map((section) => ({ query: words, ...section })),
    'search.suggest': [{ text: words }],
    'topic.list': [
      ...sections.flatMap((section) => ['active', 'new', 'solved'].map((order) => ({ order, ...section }))),
      ...persons.map((author) => ({ author })),
    ],
    'topic.get': topics.map((name) => ({ id: ids[name] })),
    'topic.preview': [{ body: 'あ' }],
    'topic.history': [
      history(ids['question']!, 'topic', ids['question']!),
      history(ids['question']!, 'comment', ids['comment']!),
      history(ids['other']!, 'answer', ids['answer']!),
    ],
    'tag.get': [],
    'practice.list': sections,
    'practice.linked': each('topicId'),
    'practice.outline': each('topicId'),
    'adoption.list': [{ topicId: ids['practice'] }],
    'report.list': [{ state: 'open' }, { state: 'closed' }],
    'moderation.unmask': [], // the one way to know, tried in moderation.test.ts
    'moderation.ofTopic': each('topicId'),
    'faq.check': [],
    'faq.export': [{ ...file, only: 'all' }],
    'ask.candidates': [{ text: words }, { text: `${words}の期限`, audience: head.sectionId }],
    'ask.forTopic': each('topicId'),
    'account.list': [{}],
    'staffImport.get': [],
    'staffImport.resume': [],
    'staffImport.changes': [],
    'figures.get': sections,
    'framework.compare': [{ from: frameworkId, to: frameworkId }],
    'framework.export': [{ id: frameworkId, format: 'json' }],
    'framework.check': [],
    'evidence.check': [], // a file, evidence-import.test.ts
    'profile.get': [{}, ...persons.map((personId) => ({ personId, purpose: 'training' }))],
    'profile.skill': [
      { skill: 'city-procedure' },
      ...persons.map((personId) => ({ personId, skill: 'city-procedure', purpose: 'training' })),
    ],
    'evidence.list': [{}, ...persons.map((personId) => ({ personId, purpose: 'training' }))],
    'finder.search': [{ wanted: [{ skill: 'city-procedure', level: 1 }], purpose: 'training' }],
    'finder.unknown': [{ wanted: [{ skill: 'city-procedure', level: 1 }], purpose: 'training' }],
    'certificate.file': [], // one's own files, certificate.test.ts
    'course.get': [], // courses and who takes part, training/enrolment.test.ts
    'cohort.list': [],
    'cohort.roster': [],
    'profile.disclose': [{ format: 'csv-utf8' }],
    'recognition.candidates': [{ purpose: 'recognition' }],
    'skillMap.preview': [{ frameworkId }],
    'assessment.get': [], // one's own tests, assessment.test.ts
    'assessment.result': [],
    'item.get': [{ code: 'city-counter-01' }],
    'item.try': [{ code: 'city-counter-01', given: [] }],
    'skillMap.section': [bean, sprout].map(({ sectionId }) => ({ sectionId, purpose: 'training' })),
  }
}

const differences = (one: World, two: World) =>
  Object.entries(one.seen).flatMap(([reader, answers]) =>
    [...answers]
      .filter(([asked, text]) => two.seen[reader]!.get(asked) !== text)
      .map(([asked]) => `${reader}: ${asked}`),
  )

test('nothing anybody is shown tells who of two colleagues wrote the anonymous posts', () => {
  expect(first.seen).toEqual(second.seen)
})

test('outside the lists of people neither name, number, login nor id of the writer is in any answer', () => {
  const own = new RegExp(`${writers.bean}|<bean>|"bean`)
  const people = (asked: string) =>
    asked.split('.')[0]! in { ...staffContract, ...profilesContract } || asked.startsWith('ask.candidates')
  const found = Object.entries(first.seen).flatMap(([reader, answers]) =>
    [...answers].filter(([asked, text]) => !people(asked) && own.test(text)).map(([asked]) => `${reader}: ${asked}`),
  )
  expect(found).toEqual([])
})

test('the walk would notice: under their name the same story is another one nearly everywhere', () => {
  const told = differences(first, named).map((where) => where.replace(/ \{.*/, ''))
  for (const where of ['topic.get', 'topic.list', 'search.run', 'faq.export', 'feed'])
    expect(told).toContain(`office: ${where}`)
  for (const where of ['notice.list', 'ask.list', 'ask.candidates', 'verification.due', 'digest'])
    expect(told).toContain(`head: ${where}`)
  for (const where of ['admin: audit.list', 'admin: audit.export', 'elsewhere: webhooks']) expect(told).toContain(where)
})

test('every operation that reads was asked and answered at least one of the readers', () => {
  const answered = new Set<string>()
  const asked = new Set<string>()
  for (const answers of Object.values(first.seen)) {
    for (const [key, text] of answers) {
      asked.add(key.split(' ')[0]!)
      if (text.startsWith('200')) answered.add(key.split(' ')[0]!)
    }
  }
  const silent = [...asked].filter((name) => name.includes('.') && !answered.has(name))
  expect(silent.filter((name) => !changesTried.some(([tried]) => tried === name))).toEqual([])
})

test('nobody may confirm an anonymous answer for being of the section it is from', async () => {
  for (const { head } of [first, second])
    await expect(head.answer.verify({ id: ids['answer']! })).rejects.toMatchObject({ data: { reason: 'not-owner' } })
})

test('among fewer than five readers nobody writes anonymously, and is told so beforehand', async () => {
  const { me, head, people } = first
  const post = { kind: 'question', title: '課内の相談', body: 'どうしますか。', anonymous: true } as const
  const small = { data: { reason: 'small-audience' } }
  const audience = people.bean.sectionId
  await expect(me.topic.create({ ...post, id: newId(), audience })).rejects.toMatchObject(small)
  const topicId = newId()
  await head.topic.create({ ...post, id: topicId, audience, anonymous: false })
  const said = () => ({ topicId, id: newId(), body: 'こうします。', anonymous: true })
  await expect(me.answer.create(said())).rejects.toMatchObject(small)
  await expect(me.comment.create(said())).rejects.toMatchObject(small)
  await me.answer.create({ ...said(), anonymous: false })
})
