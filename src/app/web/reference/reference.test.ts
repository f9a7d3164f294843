import { expect, test } from 'vitest'
import { openApiDocument } from '#app/openapi'
import { type Document, matching, operationsIn } from './document.ts'
import { examplesOf } from './example.ts'
import { fieldsOf, noteOf, typeOf } from './schema.ts'

const document = JSON.parse(JSON.stringify(await openApiDocument())) as Document
const operations = operationsIn(document)
const named = (name: string) => operations.find((operation) => operation.name === name)!

test('every operation has a call to copy, with nothing left to fill in its address', () => {
  expect(operations.length).toBeGreaterThan(50)
  for (const operation of operations) {
    const { curl } = examplesOf(operation, document, 'http://node')
    const url = /'?(http:\/\/node[^'\s]*)/.exec(curl)?.[1] ?? ''
    expect([operation.name, url]).toEqual([operation.name, expect.stringMatching(/^http:\/\/node\/api\/v1\/[^{}]+$/)])
  }
})

test('a call carries what is required, quoted for the shell', () => {
  const { curl, banso } = examplesOf(named('topic.create'), document, 'http://node')
  const body = JSON.parse(/-d '(.*)'$/.exec(curl)![1]!)
  expect(Object.keys(body).sort()).toEqual(['body', 'id', 'kind', 'title'])
  expect(banso).toMatch(/^banso topic create --title '例' /)
})

test('a nested answer is read out under whole names, with what may be missing', () => {
  const fields = fieldsOf(named('topic.list').output!, document)
  expect(fields.find(({ name }) => name === 'topics[].author.name')).toMatchObject({ type: '文字', required: true })
  expect(fields.find(({ name }) => name === 'topics[].author')).toMatchObject({ type: 'まとまり（なければnull）' })
  expect(fields.find(({ name }) => name === 'next')).toMatchObject({ required: false })
})

test('limits and choices are told', () => {
  const [kind, limit] = ['kind', 'limit'].map((name) => named('topic.list').inputs.find((one) => one.name === name)!)
  expect(noteOf(kind!.schema, document)).toContain('question / problem')
  expect(noteOf(limit!.schema, document)).toBe('1〜100　省略すると 20')
  expect(typeOf(limit!.schema, document)).toBe('整数')
})

test('an operation is found by Japanese words, by its name and by its address', () => {
  for (const words of ['話題 一覧', 'topic list', 'topic.list', '/TOPICS'])
    expect(matching(operations, words).map(({ name }) => name)).toContain('topic.list')
  expect(matching(operations, 'こんな操作はない')).toEqual([])
})
