import { expect, test } from 'vitest'
import { contracts, router } from './modules.ts'
import { openApiDocument, operationsOf } from './openapi.ts'

const document = (await openApiDocument()) as {
  openapi: string
  paths: Record<string, Record<string, { operationId: string; summary: string; responses: Record<string, unknown> }>>
}
const operations = [...operationsOf(contracts)]

test('every operation stands in the document with its Japanese name, answers and refusals', () => {
  expect(document.openapi).toMatch(/^3\.1/)
  for (const [name, { label }, { method, path }] of operations) {
    const entry = document.paths[path]?.[method.toLowerCase()]
    expect([name, entry?.operationId, entry?.summary]).toEqual([name, name, label])
    expect([name, Object.keys(entry?.responses ?? {})]).toEqual([name, expect.arrayContaining(['200', 'default'])])
  }
})

test('no two operations share an address, and each reads as a Japanese sentence', () => {
  const addresses = operations.map(([, , { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
  expect(addresses.filter((address, i) => addresses.indexOf(address) !== i)).toEqual([])
  for (const [name, { label, permission }] of operations) {
    expect([name, label]).toEqual([name, expect.stringMatching(/[ぁ-ん]/)])
    expect([name, permission === 'public' || permission === 'signed-in' || permission.length > 0]).toEqual([name, true])
  }
})

test('every reference in the document leads somewhere', () => {
  const missing: string[] = []
  const follow = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref' && typeof inner === 'string') {
        const found = inner
          .slice(2)
          .split('/')
          .reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], document)
        if (found === undefined) missing.push(inner)
      } else follow(inner)
    }
  }
  follow(document)
  expect(missing).toEqual([])
})

test('every declared operation has a handler, and every handler is declared', () => {
  const handled = [...operationsOf(router as object)].map(([name]) => name).sort()
  expect(handled).toEqual(operations.map(([name]) => name).sort())
})
