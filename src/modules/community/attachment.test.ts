import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const pdf = (words = '手順') => Buffer.from(`%PDF-1.7\n%\u00e2\u00e3\n${words}\n%%EOF`)
const picture = (width = 40, height = 20) => sharp({ create: { width, height, channels: 3, background: '#246' } })

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
    node = await startTestNode({ BANSO_DATA: data, BANSO_FILES: place, BANSO_ATTACHMENT_LIMIT: '2' })
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

  const send = (
    who: { cookie: string },
    bytes: Uint8Array<ArrayBuffer> | ReadableStream,
    name: string,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${node.url}/attachments?name=${encodeURIComponent(name.toWellFormed())}`, {
      method: 'POST',
      headers: { cookie: who.cookie, ...headers },
      body: bytes,
      ...(bytes instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit)
  const bring = async (who: { cookie: string }, bytes: Buffer, name: string) => {
    const response = await send(who, new Uint8Array(bytes), name)
    expect(response.status).toBe(201)
    return (await response.json()) as { id: string; name: string; mediaType: string; size: number; width: number }
  }
  const read = (who: { cookie: string }, id: string, headers: Record<string, string> = {}) =>
    fetch(`${node.url}/attachments/${id}/name`, { headers: { cookie: who.cookie, ...headers } })
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
    expect((await send(guest, new Uint8Array(pdf()), 'a.pdf')).status).toBe(403)
    const cross = await send(asker, new Uint8Array(pdf()), 'a.pdf', { origin: 'http://elsewhere.example' })
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

  test('a picture is painted anew: upright, without place and device, without what hid behind it', async () => {
    const jpeg = await picture()
      .withExif({ IFD0: { Make: 'Camera of Sato' }, IFD3: { GPSLatitude: '35/1 20/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(jpeg).metadata()).exif).toBeDefined()
    const file = await bring(asker, Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>')]), '現場.png')
    expect(file).toMatchObject({ name: '現場.jpg', mediaType: 'image/jpeg', width: 20, height: 40 })
    const response = await read(asker, file.id)
    expect(response.headers.get('content-disposition')).toMatch(/^inline;/)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect(bytes.includes('Sato')).toBe(false)
    expect(bytes.includes('<script>')).toBe(false)
    const wide = await bring(asker, await picture(5000, 10).png().toBuffer(), '横長.png')
    expect(wide.width).toBe(4096)
  })

  test('an animated picture stays animated', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    const file = await bring(asker, gif, '操作.gif')
    expect(file).toMatchObject({ mediaType: 'image/gif', width: 8, height: 8 })
    const bytes = Buffer.from(await (await read(asker, file.id)).arrayBuffer())
    expect((await sharp(bytes).metadata()).pages).toBe(2)
  })

  test.each([
    ['an empty file', () => Buffer.alloc(0), 'a.txt', 400, 'file-empty', '中身のないファイル'],
    ['a page', () => Buffer.from('<html><script>1</script>'), 'a.html', 400, 'file-page', 'HTML'],
    [
      'a program called a picture',
      () => Buffer.from('MZ\u0090\u0000\u0003\u0000', 'latin1'),
      'a.png',
      400,
      'file-program',
      'プログラム',
    ],
    [
      'half a picture',
      async () => (await picture(200, 200).png().toBuffer()).subarray(0, 90),
      'a.png',
      400,
      'file-picture-broken',
      '画像として',
    ],
    [
      'a picture of 900 million pixels',
      () => hugePng(30_000, 30_000),
      'a.png',
      400,
      'file-picture-huge',
      '64 百万画素',
    ],
    ['three megabytes', () => Buffer.alloc(3 * 2 ** 20, 'a'), 'a.txt', 413, 'too-large', '上限 2 MB'],
    ['a hundred megabytes', () => Buffer.alloc(100 * 2 ** 20, 'a'), 'a.txt', 413, 'too-large', '上限 2 MB'],
  ])('%s is refused in words', async (_, make, name, status, reason, words) => {
    const response = await send(asker, new Uint8Array(await make()), name)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch('application/problem+json')
    const problem = (await response.json()) as { reason: string; title: string }
    expect(problem.reason).toBe(reason)
    expect(problem.title).toContain(words)
  })

  test('a body without a stated length is refused at the limit', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        if (sent++ > 100) controller.close()
        else controller.enqueue(new Uint8Array(2 ** 20))
      },
    })
    expect((await send(asker, endless, 'a.txt')).status).toBe(413)
  })

  test('a name of 300 characters and one that climbs are kept as harmless ones', async () => {
    expect((await bring(asker, pdf(), `${'長'.repeat(300)}.pdf`)).name).toBe(`${'長'.repeat(120)}.pdf`)
    expect((await bring(asker, pdf(), '../../x')).name).toBe('x.pdf')
    expect((await bring(asker, pdf(), '..\\..\\windows\\x.exe')).name).toBe('x.pdf')
  })

  test('each upload stands in the audit, and too many are refused for a while', async () => {
    const before = await uploads()
    await bring(colleague, pdf(), 'a.pdf')
    expect(await uploads()).toBe(before + 1)
    const hits = Array.from({ length: 60 }, () => send(moderator, new Uint8Array(), 'a.txt'))
    const statuses = (await Promise.all(hits)).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([400]))
    expect((await send(moderator, new Uint8Array(pdf()), 'a.pdf')).status).toBe(503)
  })
  const uploads = async () =>
    Number(
      (await node.owner.query(`select count(*) as n from audit_entry where payload like '%attachment.upload%'`)).rows[0]
        .n,
    )
})

/** A picture whose header promises more pixels than any memory holds. */
function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), content])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const start = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    start,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
