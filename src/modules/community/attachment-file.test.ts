import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringAttachment, pdf, type Rest, readAttachment, sendAttachment } from '#app/testing/attachment'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
let asker: Client & { cookie: string }

beforeAll(async () => {
  node = await startTestNode({ BANSO_ATTACHMENT_LIMIT: '2' })
  await createPerson(node, { login: 'asker' })
  asker = await node.as('asker')
})
afterAll(() => node?.stop())

const send = (...given: Rest<typeof sendAttachment>) => sendAttachment(node, ...given)
const bring = (...given: Rest<typeof bringAttachment>) => bringAttachment(node, ...given)
const read = (...given: Rest<typeof readAttachment>) => readAttachment(node, ...given)
const picture = (width = 40, height = 20) => sharp({ create: { width, height, channels: 3, background: '#246' } })

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
  ['a picture of 900 million pixels', () => hugePng(30_000, 30_000), 'a.png', 400, 'file-picture-huge', '64 百万画素'],
  ['three megabytes', () => Buffer.alloc(3 * 2 ** 20, 'a'), 'a.txt', 413, 'too-large', '上限 2 MB'],
  ['a hundred megabytes', () => Buffer.alloc(100 * 2 ** 20, 'a'), 'a.txt', 413, 'too-large', '上限 2 MB'],
])('%s is refused in words', async (_, make, name, status, reason, words) => {
  const response = await send(asker, await make(), name)
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
