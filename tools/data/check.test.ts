import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { contentHeader } from '#kernel/content'
import { checkContent, type Reference } from './check.ts'

const shapes = {
  'demo/town/special-*.json': z.strictObject({ ...contentHeader, special: z.literal(true) }),
  'demo/town/*.json': z.strictObject({
    ...contentHeader,
    things: z.array(z.strictObject({ code: z.string(), place: z.string().optional() })),
  }),
}
const references: Reference[] = [{ field: 'place', under: /^data\/demo\/town/, names: () => new Set(['市役所']) }]
const file = (id: string, more: object) =>
  JSON.stringify({ id, version: 1, source: 'original', licence: 'Apache-2.0', status: 'assumed', ...more })
const good = {
  'data/demo/town/one.json': file('one', { things: [{ code: 'a', place: '市役所' }] }),
  'data/demo/town/special-two.json': file('two', { special: true }),
}

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'banso-content-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function check(files: Record<string, string | Uint8Array> = {}) {
  for (const [path, text] of Object.entries({ ...good, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return checkContent(root, shapes, references)
}

test('files of their shape pass; the first pattern that fits decides', () => {
  expect(check()).toMatchObject({ subjects: 2, failures: [] })
})

test.each<[what: string, path: string, text: string | Uint8Array, says: RegExp]>([
  ['broken JSON', 'data/demo/town/x.json', '{', /JSON/],
  ['another encoding than UTF-8', 'data/demo/town/x.json', Uint8Array.of(0x22, 0x8e, 0x73, 0x22), /not valid/],
  ['a file nobody knows', 'data/demo/village/x.json', file('x', {}), /no module's content.ts says its shape/],
  ['other formats', 'data/demo/town/x.csv', 'a,b', /content is JSON/],
  [
    'a missing header',
    'data/demo/town/x.json',
    JSON.stringify({ ...JSON.parse(file('x', { things: [] })), status: undefined }),
    /status/,
  ],
  ['an unknown status', 'data/demo/town/x.json', file('x', { status: 'probably', things: [] }), /status/],
  ['a wrong field', 'data/demo/town/x.json', file('x', { things: [{ code: 1 }] }), /things\.0\.code/],
  ['the first pattern broken', 'data/demo/town/special-x.json', file('x', { things: [] }), /special/],
  [
    'a code given twice over files',
    'data/demo/town/x.json',
    file('x', { things: [{ code: 'a' }] }),
    /code a .*already stands in .*one\.json/,
  ],
  ['an id given twice', 'data/demo/town/x.json', file('one', { things: [] }), /id one already stands/],
  [
    'an unknown name',
    'data/demo/town/x.json',
    file('x', { things: [{ code: 'b', place: '月' }] }),
    /there is no place "月"/,
  ],
])('%s is refused', (_, path, text, says) => {
  const { failures } = check({ [path]: text })
  expect(failures.some((failure) => failure.startsWith(path) && says.test(failure))).toBe(true)
  expect(failures.every((failure) => failure.startsWith(path))).toBe(true)
})
