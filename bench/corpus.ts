/**
 * Posts without end from the demo city's own texts: each takes sentences of several topics, so that words are spread as
 * in real municipal writing. Deterministic.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../data/demo/community')

interface Source {
  titles: string[]
  sentences: string[]
  tags: string[]
}

function readSource(): Source {
  const source: Source = { titles: [], sentences: [], tags: [] }
  for (const name of readdirSync(folder)) {
    const file = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    for (const topic of [...(file.topics ?? []), ...(file.practices ?? [])]) {
      source.titles.push(topic.title)
      source.tags.push(...topic.tags)
      const texts = [
        topic.body,
        topic.problem,
        ...(topic.steps ?? []),
        ...(topic.answers ?? []).map((answer: { body: string }) => answer.body),
      ]
      for (const text of texts.filter(Boolean))
        source.sentences.push(...text.split(/(?<=。)|\n+/).filter((line: string) => line.length > 5))
    }
  }
  return source
}

export interface Post {
  title: string
  body: string
  answer: string
}

/** Post number `i` of the endless corpus; `length` sentences in its question and its answer. */
export function corpus(length = 4): { post: (i: number) => Post; titles: readonly string[] } {
  const { titles, sentences, tags } = readSource()
  const post = (i: number): Post => {
    let state = (i + 1) * 0x9e3779b1
    const random = (n: number) => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5
      return ((state ^ (state >>> 13)) >>> 0) % n
    }
    const pick = <T>(list: readonly T[]) => list[random(list.length)]!
    const text = (n: number) => Array.from({ length: n }, () => pick(sentences)).join('')
    const [head, tail] = [pick(titles), pick(titles)]
    const title = `${head.slice(0, 8 + random(12))}・${pick(tags)}${tail.slice(-(6 + random(10)))}`.slice(0, 110)
    return { title, body: text(1 + random(length)), answer: text(1 + random(length)) }
  }
  return { post, titles }
}
