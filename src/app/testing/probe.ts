import { contracts } from '../modules.ts'
import { operationsOf } from '../openapi.ts'

/** What is known by a name of its own in an answer: ids that are made anew in each world. */
export type Names = ReadonlyMap<string, string>

/**
 * A raw answer with what differs between two runs of the same story taken out: ids by their names or numbered as they
 * come, times, hashes, the node's port, and the last digits of computed numbers.
 */
export function plain(text: string, names: Names): string {
  const seen = new Map<string, string>()
  return text
    .replace(/[0-9a-f]{64}/g, '<hash>')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      const name = names.get(id) ?? seen.get(id) ?? `<${seen.size}>`
      if (!names.has(id)) seen.set(id, name)
      return name
    })
    .replace(/(localhost|127\.0\.0\.1):\d+/g, '<node>')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, '<time>')
    .replace(/\d+\.\d{4,}/g, (number) => Number(number).toFixed(3))
}

/**
 * Calls every operation that only reads as one person, over HTTP, with each of the inputs given for it (none: with no
 * input); the answers by operation and input.
 */
export async function probe(
  url: string,
  who: { cookie: string },
  names: Names,
  inputs: Readonly<Record<string, readonly object[]>>,
): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const [name, { effect }] of operationsOf(contracts)) {
    if (effect === 'change') continue
    for (const input of inputs[name] ?? [{}]) {
      const { status, text } = await call(url, who, name, input)
      answers.set(plain(`${name} ${JSON.stringify(input)}`, names), plain(`${status} ${text}`, names))
    }
  }
  return answers
}

/** One operation as the screens call it; the raw text of the answer, with the file in it when it is one. */
export async function call(url: string, { cookie }: { cookie: string }, name: string, input: object) {
  const response = await fetch(`${url}/rpc/${name.replaceAll('.', '/')}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ json: input }),
  })
  const text = (await response.text()).replace(/"base64":"([^"]*)"/, (_, base64: string) =>
    JSON.stringify(Buffer.from(base64, 'base64').toString()),
  )
  return { status: response.status, text }
}
