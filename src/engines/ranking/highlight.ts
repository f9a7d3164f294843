import { scriptOf } from './characters.ts'
import { foldKana, normalise } from './normalise.ts'
import type { Query } from './query.ts'
import { betweenKanji } from './words.ts'

/** A stretch of the original text, from (inclusive) to (exclusive), in UTF-16 units. */
export interface Range {
  from: number
  to: number
}

export interface Mark {
  text: string
  match: boolean
}

/** Where the query's words stand in a text, in order and apart; width, case, kana and okurigana are ignored. */
export function highlight(text: string, query: Query): Range[] {
  const { text: plain, origins } = normalise(text)
  const folded = foldKana(plain)
  const hit = new Uint8Array(folded.length)
  for (const { index, 0: found } of patternOf(query)?.[Symbol.matchAll](folded) ?? [])
    if (standsAlone(folded, index, found)) hit.fill(1, index, index + found.length)
  const ranges: Range[] = []
  for (let at = 0; at < hit.length; at++) {
    if (!hit[at]) continue
    const from = origins[at]!
    while (hit[at]) at++
    const to = origins[at]!
    const last = ranges.at(-1)
    if (last && last.to >= from) last.to = Math.max(last.to, to)
    else if (to > from) ranges.push({ from, to })
  }
  return ranges
}

/** Made once a query: every hit is looked through with it. */
const patterns = new WeakMap<Query, RegExp | undefined>()

function patternOf(query: Query): RegExp | undefined {
  if (!patterns.has(query)) patterns.set(query, newPattern(query))
  return patterns.get(query)
}

/** What is looked for, the longest first: parts of the query, its words and their synonyms. */
function newPattern(query: Query): RegExp | undefined {
  const wanted = new Set(query.parts.map(({ text }) => foldKana(text)))
  for (const { kind, key, word } of query.terms) {
    if (kind === 'gram') continue
    if (kind === 'word') wanted.add(foldKana(word))
    wanted.add(key.slice(2))
  }
  for (const { text } of query.alternatives) wanted.add(foldKana(text))
  const sources = [...wanted]
    .filter((text) => text.length > 1 || scriptOf(text) === 'kanji')
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((text) => (okurigana.test(text) ? [...text].join(`${betweenKanji}{0,2}`) : escaped(text)))
  return sources.length > 0 ? new RegExp(sources.join('|'), 'gu') : undefined
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, (sign) => `\\${sign}`)

/** A compound of kanji may be written with okurigana between them. */
const okurigana = /^[\p{sc=Han}々]{2,4}$/u

/** A single kanji is marked only where it is not part of a compound, a Latin word only where it begins one. */
function standsAlone(text: string, at: number, found: string): boolean {
  const script = scriptOf(found[0]!)
  if (found.length > 1 && script !== 'latin') return true
  const before = at > 0 ? scriptOf(text[at - 1]!) : 'other'
  const end = at + found.length
  const after = end < text.length ? scriptOf(text[end]!) : 'other'
  return script === 'latin' ? before !== 'latin' : before !== script && after !== script
}

/** The text in stretches, what matches marked. */
export function marked(text: string, ranges: readonly Range[]): Mark[] {
  const marks: Mark[] = []
  let at = 0
  for (const { from, to } of ranges) {
    if (from > at) marks.push({ text: text.slice(at, from), match: false })
    marks.push({ text: text.slice(from, to), match: true })
    at = to
  }
  if (at < text.length) marks.push({ text: text.slice(at), match: false })
  return marks
}

/** How much of a text is looked through for a snippet: first its beginning, more where that lacks a part of the query. */
const searched = [400, 2000] as const

/** The window of about `width` units with the most different matches, marked; an ellipsis where the text goes on. */
export function snippet(text: string, query: Query, width = 90): Mark[] {
  const flat = text.slice(0, cut(text, searched[1])).replace(/\s+/g, ' ').trim()
  const ranges = rangesFor(flat, query)
  const { from, to } = bestWindow(flat, ranges, width)
  const inside = ranges
    .filter((range) => range.to > from && range.from < to)
    .map((range) => ({ from: Math.max(range.from, from) - from, to: Math.min(range.to, to) - from }))
  const marks = marked(flat.slice(from, to), inside)
  if (from > 0) marks.unshift({ text: '…', match: false })
  if (to < flat.length || text.length > searched[1]) marks.push({ text: '…', match: false })
  return marks
}

function rangesFor(text: string, query: Query): Range[] {
  const beginning = text.slice(0, cut(text, searched[0]))
  const ranges = highlight(beginning, query)
  const found = ranges.map(({ from, to }) => beginning.slice(from, to))
  const whole =
    beginning.length === text.length || query.parts.every((part) => found.some((it) => it.includes(part.text)))
  return whole ? ranges : highlight(text, query)
}

const leadIn = 12

function bestWindow(text: string, ranges: readonly Range[], width: number): Range {
  let best = { from: 0, to: cut(text, width) }
  let most = -1
  for (const { from: at } of ranges) {
    const start = cut(text, Math.max(0, Math.min(at - leadIn, text.length - width)))
    const inside = ranges.filter(({ from, to }) => from >= start && to <= start + width)
    const different = new Set(inside.map(({ from, to }) => text.slice(from, to)))
    const worth = [...different].reduce((sum, part) => sum + part.length, 0) + inside.length / 100
    if (worth > most) [most, best] = [worth, { from: start, to: cut(text, start + width) }]
  }
  return best
}

/** Never between the two halves of a character outside the basic plane. */
function cut(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : Math.min(at, text.length)
}
