import { kindNames } from '../contract/names.ts'

export interface FeedContent {
  origin: string
  self: string
  title: string
  /** Of the newest entry; the epoch when there is none, so that the same feed is the same bytes. */
  updated: Date
  entries: readonly {
    id: string
    kind: string
    title: string
    html: string
    created_at: Date
    updated_at: Date
    author: string | null
    tags: readonly string[]
  }[]
}

export const feedTitle = '伴走 新着'
export const feedName = '新着フィード'

/** Characters XML 1.0 cannot hold, not even escaped: controls, halves of surrogate pairs, U+FFFE and U+FFFF. */
const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string) => text.replace(impossible, '').replace(/[&<>"]/g, (character) => entities[character]!)

/** An Atom feed (RFC 4287). */
export function atomOf({ origin, self, title, updated, entries }: FeedContent): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">',
    `<id>${xml(`${origin}/feeds/topics.xml`)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(`${origin}/`)}"/>`,
    ...entries.map((entry) => entryOf(entry, origin)),
    '</feed>',
    '',
  ].join('\n')
}

function entryOf(entry: FeedContent['entries'][number], origin: string): string {
  const kind = kindNames[entry.kind as keyof typeof kindNames] ?? ''
  return [
    '<entry>',
    `<id>urn:uuid:${entry.id}</id>`,
    `<title>${xml(`【${kind}】${entry.title}`)}</title>`,
    `<link rel="alternate" type="text/html" href="${xml(`${origin}/topics/${entry.id}`)}"/>`,
    `<published>${entry.created_at.toISOString()}</published>`,
    `<updated>${entry.updated_at.toISOString()}</updated>`,
    `<author><name>${xml(entry.author ?? '（名前なし）')}</name></author>`,
    ...entry.tags.map((tag) => `<category term="${xml(tag)}"/>`),
    `<content type="html">${xml(entry.html)}</content>`,
    '</entry>',
  ].join('')
}
