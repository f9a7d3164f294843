import { expect } from 'vitest'
import type { TestNode } from './node.ts'

type Signed = { cookie: string }

/** What follows the node. */
export type Rest<F extends (...given: never[]) => unknown> = Parameters<F> extends [unknown, ...infer R] ? R : never

/** Sends one file as the screen does. */
export const sendAttachment = (
  node: Pick<TestNode, 'url'>,
  who: Signed,
  bytes: Uint8Array | ReadableStream,
  name: string,
  headers: Record<string, string> = {},
) =>
  fetch(`${node.url}/attachments?name=${encodeURIComponent(name.toWellFormed())}`, {
    method: 'POST',
    headers: { cookie: who.cookie, ...headers },
    body: bytes instanceof ReadableStream ? bytes : new Uint8Array(bytes),
    ...(bytes instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit)

/** The same for a file that is taken; what the server says of it. */
export async function bringAttachment(node: Pick<TestNode, 'url'>, who: Signed, bytes: Uint8Array, name: string) {
  const response = await sendAttachment(node, who, bytes, name)
  expect(response.status).toBe(201)
  return (await response.json()) as { id: string; name: string; mediaType: string; size: number; width: number }
}

export const readAttachment = (
  node: Pick<TestNode, 'url'>,
  who: Signed,
  id: string,
  headers: Record<string, string> = {},
) => fetch(`${node.url}/attachments/${id}/name`, { headers: { cookie: who.cookie, ...headers } })

/** A small document that is what it says; other words make another one. */
export const pdf = (words = '手順') => Buffer.from(`%PDF-1.7\n%\u00e2\u00e3\n${words}\n%%EOF`)
