import { noticeKindName, noticePath } from '../contract/kinds.ts'

export interface Line {
  title: string
  /** Page of this server. */
  path?: string | undefined
  note?: string | undefined
}

/** A part of the mail: what happened, questions that wait, new practices. Empty parts are left out. */
export interface Part {
  heading: string
  lines: readonly Line[]
  /** How many more there are than the lines say. */
  more?: number | undefined
}

export interface DigestContent {
  name: string
  body_name: string
  rhythm: 'daily' | 'weekly'
  day: string
  origin: string | undefined
  notices: readonly { kind: string; title: string; actor_name: string; topic_id: string | null }[]
  parts: readonly Part[]
}

const shown = 20

/** Words of the mail with one day's or week's notices, as plain text and as simple HTML saying the same. */
export function digestMail(content: DigestContent): { subject: string; text: string; html: string } {
  const { notices, parts, rhythm, origin, day } = content
  const all = [noticePart(notices), ...parts].filter(({ lines }) => lines.length > 0)
  const period = rhythm === 'daily' ? '今日' : '今週'
  const [, month, date] = day.split('-').map(Number)
  const count = notices.length > 0 ? `未読${notices.length}件` : (all[0]?.heading ?? '')
  const closing = [
    origin ? `お知らせの一覧： ${origin}/notices` : 'お知らせの一覧は、伴走の画面右上のベルから開けます。',
    origin
      ? `メールの受け取り方を変える・止める： ${origin}/settings/notices`
      : 'メールの受け取り方は、伴走の「お知らせの設定」で変えられます。',
    'このメールは自動で送っています。返信されても読むことができません。',
  ]
  const greeting = `${content.name} さん`
  const lead = `${content.body_name}の「伴走」から、${period}のお知らせです。`
  return {
    subject: `【伴走】${month}月${date}日のお知らせ（${count}）`,
    text: [greeting, '', lead, '', ...all.flatMap((part) => textOf(part, origin)), '――――――――――', ...closing, ''].join(
      '\n',
    ),
    html: [
      '<!doctype html><html lang="ja"><head><meta charset="utf-8"></head><body style="line-height:1.7">',
      `<p>${escapeHtml(greeting)}</p><p>${escapeHtml(lead)}</p>`,
      ...all.map((part) => htmlOf(part, origin)),
      `<hr>${closing.map((line) => `<p>${linked(escapeHtml(line))}</p>`).join('')}</body></html>`,
    ].join('\n'),
  }
}

function noticePart(notices: DigestContent['notices']): Part {
  return {
    heading: 'まだ読んでいないお知らせ',
    lines: notices.slice(0, shown).map(({ kind, title, actor_name, topic_id }) => ({
      title: `${noticeKindName(kind)}：${title}`,
      path: noticePath(kind, topic_id),
      note: actor_name ? `${actor_name} さん` : undefined,
    })),
    more: Math.max(0, notices.length - shown),
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

function textOf({ heading, lines, more }: Part, origin: string | undefined): string[] {
  return [
    `■ ${heading}`,
    ...lines.flatMap(({ title, path, note }) => [
      `・${oneLine(title)}${note ? `（${oneLine(note)}）` : ''}`,
      ...(origin && path ? [`  ${origin}${path}`] : []),
    ]),
    ...(more ? [`　ほか${more}件`] : []),
    '',
  ]
}

function htmlOf({ heading, lines, more }: Part, origin: string | undefined): string {
  const items = lines.map(({ title, path, note }) => {
    const name = escapeHtml(oneLine(title))
    const link = origin && path ? `<a href="${escapeHtml(origin + path)}">${name}</a>` : name
    return `<li>${link}${note ? `（${escapeHtml(oneLine(note))}）` : ''}</li>`
  })
  return `<h2 style="font-size:1.1em">${escapeHtml(heading)}</h2><ul>${items.join('')}</ul>${more ? `<p>ほか${more}件</p>` : ''}`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character]!)
const linked = (html: string) => html.replace(/https?:\/\/\S+/g, (url) => `<a href="${url}">${url}</a>`)
