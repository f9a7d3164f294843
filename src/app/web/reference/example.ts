import type { Document, Operation } from './document.ts'
import { exampleOf } from './schema.ts'

/** For a shell: kept as it is between single quotes. */
const quoted = (text: string) => (/^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** One call with what is required, for curl and for the `banso` command. */
export function examplesOf(operation: Operation, document: Document, origin: string) {
  const { method, path, inputs, multipart, name, permission } = operation
  const required = inputs.filter((input) => input.required)
  const values = new Map(required.map((input) => [input.name, exampleOf(input.schema, document)]))
  const address = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(plain(values.get(key) ?? '例')))
  const query = new URLSearchParams(
    required.filter(({ place }) => place === 'query').map((input) => [input.name, plain(values.get(input.name))]),
  )
  const body = required.filter(({ place }) => place === 'body')
  const url = `${origin}/api/v1${address}${query.size ? `?${query}` : ''}`
  const curl = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(url)}`,
    ...(permission === 'public' ? [] : ['-H "Authorization: Bearer $BANSO_TOKEN"']),
    ...(multipart
      ? body.map((input) => `-F ${quoted(`${input.name}=${plain(values.get(input.name))}`)}`)
      : method === 'GET' || method === 'DELETE'
        ? []
        : [
            "-H 'content-type: application/json'",
            `-d ${quoted(JSON.stringify(Object.fromEntries(body.map((input) => [input.name, values.get(input.name)]))))}`,
          ]),
  ].join(' \\\n  ')
  const flags = required.map((input) => ` --${input.name} ${quoted(plain(values.get(input.name)))}`)
  return { curl, banso: multipart ? undefined : `banso ${name.replace('.', ' ')}${flags.join('')}` }
}
