import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bringAttachment, pdf, type Rest, readAttachment, sendAttachment } from '#app/testing/attachment'
import {
  type Client,
  clientOf,
  createBody,
  createPerson,
  startTestNode,
  type TestNode,
  testPassword,
} from '#app/testing/node'
import { newId } from '#kernel/id'

type Person = Client & { cookie: string }

describe.each(['database', 'folder'])('attachments in the %s', (place) => {
  let node: TestNode
  let data: string
  let asker: Person
  let colleague: Person
  let reader: Person
  let guest: Person
  let stranger: { cookie: string }
  let moderator: Person

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'banso-files-'))
    node = await startTestNode({ BANSO_DATA: data, BANSO_FILES: place })
    await createPerson(node, { login: 'asker', section: '0101' })
    await createPerson(node, { login: 'colleague', section: '0102' })
    await createPerson(node, { login: 'moderator', section: '0103', roles: ['dx-office'] })
    await createPerson(node, { login: 'reader', section: '0102' })
    const { personId } = await createPerson(node, { login: 'guest', section: '0104', roles: ['expert'] })
    await node.owner.query("update person set employment = 'guest' where id = $1", [personId])
    await node.owner.query(
      'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
      [node.bodyId],
    )
    asker = await node.as('asker')
    colleague = await node.as('colleague')
    moderator = await node.as('moderator')
    reader = await node.as('reader')
    guest = await node.as('guest')
    const bodyId = await createBody(node.owner, '990027', '浜風市')
    await createPerson(node, { login: 'stranger', bodyId, roles: ['dx-office'] })
    const signIn = clientOf(node.url, '', (header) => {
      stranger = { cookie: header.split(';')[0]! }
    })
    await signIn.session.signIn({ bodyId, login: 'stranger', password: testPassword })
  })
  afterAll(async () => {
    await node?.stop()
    await rm(data, { recursive: true, force: true })
  })

  const send = (...given: Rest<typeof sendAttachment>) => sendAttachment(node, ...given)
  const bring = (...given: Rest<typeof bringAttachment>) => bringAttachment(node, ...given)
  const read = (...given: Rest<typeof readAttachment>) => readAttachment(node, ...given)
  const question = (more: object = {}) => ({
    id: newId(),
    kind: 'question' as const,
    title: '添付の試し',
    body: '本文',
    ...more,
  })

  test('a file is brought, hung on a question, found by its name, and read by who reads the question', async () => {
    const bytes = pdf()
    const file = await bring(asker, bytes, '鳳凰堂 申請手順.pdf')
    expect(file).toMatchObject({ name: '鳳凰堂 申請手順.pdf', mediaType: 'application/pdf', size: bytes.length })
    expect((await read(asker, file.id)).status).toBe(200)
    expect((await read(colleague, file.id)).status).toBe(404)
    expect((await read(moderator, file.id)).status).toBe(404)
    const { id } = await asker.topic.create(question({ attachments: [file.id] }))
    const response = await read(colleague, file.id)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    const encoded = encodeURIComponent('鳳凰堂 申請手順.pdf')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="___ ____.pdf"; filename*=UTF-8''${encoded}`,
    )
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    const again = await read(colleague, file.id, { 'if-none-match': response.headers.get('etag')! })
    expect(again.status).toBe(304)
    const { attachments } = await colleague.topic.get({ id })
    expect(attachments).toEqual([{ ...file, height: null }])
    expect((await colleague.search.run({ query: '鳳凰堂' })).hits[0]?.id).toBe(id)
    const { rows } = await node.owner.query('select content is null as away from attachment where id = $1', [file.id])
    expect(rows).toEqual([{ away: place === 'folder' }])
  })

  test('who is not signed in, a guest, another body, another site and another section get nothing', async () => {
    expect((await send({ cookie: '' }, new Uint8Array(pdf()), 'a.pdf')).status).toBe(401)
    expect((await send(guest, pdf(), 'a.pdf')).status).toBe(403)
    const cross = await send(asker, pdf(), 'a.pdf', { origin: 'http://elsewhere.example' })
    expect(cross.status).toBe(403)
    const file = await bring(asker, pdf('課内'), '課内.pdf')
    const { rows } = await node.owner.query("select id from section where code = '0101' and body_id = $1", [
      node.bodyId,
    ])
    await asker.topic.create(question({ attachments: [file.id], audience: rows[0].id }))
    expect((await read(asker, file.id)).status).toBe(200)
    expect((await read(moderator, file.id)).status).toBe(200)
    for (const who of [colleague, stranger]) expect((await read(who, file.id)).status).toBe(404)
    expect((await read({ cookie: '' }, file.id)).status).toBe(401)
    expect((await read(asker, newId())).status).toBe(404)
    expect((await read(asker, 'no-id')).status).toBe(404)
    expect((await read(guest, file.id)).status).toBe(403)
  })

  test('only a free file of one’s own can be hung on a post', async () => {
    const file = await bring(asker, pdf('他人'), '他人.pdf')
    const refused = { status: 400, data: { reason: 'attachment' } }
    await expect(colleague.topic.create(question({ attachments: [file.id] }))).rejects.toMatchObject(refused)
    await asker.topic.create(question({ attachments: [file.id] }))
    await expect(asker.topic.create(question({ attachments: [file.id] }))).rejects.toMatchObject(refused)
    await expect(asker.topic.create(question({ attachments: [newId()] }))).rejects.toMatchObject(refused)
    const many = Array.from({ length: 11 }, () => newId())
    await expect(asker.topic.create(question({ attachments: many }))).rejects.toMatchObject({
      data: { issues: [{ message: '添付できるファイルは、1つの投稿に10個までです。' }] },
    })
  })

  test('answers and comments have files; a rewrite adds and takes away; what is taken down is not read', async () => {
    const { id: topicId } = await asker.topic.create(question())
    const [first, second] = [await bring(colleague, pdf('一'), '一.pdf'), await bring(colleague, pdf('二'), '二.pdf')]
    const { id } = await colleague.answer.create({ topicId, id: newId(), body: '回答', attachments: [first.id] })
    await colleague.answer.edit({ id, body: '書き直し', revision: 1 })
    expect((await asker.topic.get({ id: topicId })).answers[0]?.attachments).toHaveLength(1)
    await colleague.answer.edit({ id, body: '書き直し', revision: 2, attachments: [second.id] })
    expect((await asker.topic.get({ id: topicId })).answers[0]?.attachments).toMatchObject([{ name: '二.pdf' }])
    expect((await read(asker, first.id)).status).toBe(404)
    const third = await bring(asker, pdf('三'), '三.pdf')
    const comment = { topicId, answerId: id, id: newId(), body: 'コメント', attachments: [third.id] }
    await asker.comment.create(comment)
    expect((await colleague.topic.get({ id: topicId })).answers[0]?.comments[0]?.attachments).toMatchObject([
      { name: '三.pdf' },
    ])
    expect((await read(moderator, third.id)).status).toBe(200)
    await node.owner.query('update answer set hidden_at = now() where id = $1', [id])
    expect((await read(reader, second.id)).status).toBe(404)
    expect((await read(reader, third.id)).status).toBe(404)
    for (const who of [colleague, moderator]) expect((await read(who, second.id)).status).toBe(200)
    await node.owner.query('update topic set hidden_at = now() where id = $1', [topicId])
    expect((await read(reader, third.id)).status).toBe(404)
  })

  test('a practice card has files too, and is found by their names', async () => {
    const [form, old] = [await bring(asker, pdf('様式'), '鳳雛の様式.pdf'), await bring(asker, pdf('旧'), '旧.pdf')]
    const card = {
      ...{ title: '窓口の事例', problem: '待ち時間が長い。', steps: ['受付を分ける'], effect: '短くなった。' },
      ...{ axis: 'service' as const, hoursSaved: null, measured: '', cautions: '', tags: [] },
    }
    const { id } = await asker.practice.create({ ...card, id: newId(), originId: null, attachments: [form.id, old.id] })
    await asker.practice.edit({ ...card, id, revision: 1, attachments: [form.id] })
    expect((await colleague.topic.get({ id })).attachments).toMatchObject([{ name: '鳳雛の様式.pdf' }])
    expect((await colleague.search.run({ query: '鳳雛' })).hits[0]?.id).toBe(id)
    expect((await read(colleague, form.id)).status).toBe(200)
    expect((await read(colleague, old.id)).status).toBe(404)
  })

  test('each upload stands in the audit, and too many are refused for a while', async () => {
    const before = await uploads()
    await bring(colleague, pdf(), 'a.pdf')
    expect(await uploads()).toBe(before + 1)
    const hits = Array.from({ length: 60 }, () => send(moderator, new Uint8Array(), 'a.txt'))
    const statuses = (await Promise.all(hits)).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([400]))
    expect((await send(moderator, pdf(), 'a.pdf')).status).toBe(503)
  })
  const uploads = async () =>
    Number(
      (await node.owner.query(`select count(*) as n from audit_entry where payload like '%attachment.upload%'`)).rows[0]
        .n,
    )
})
