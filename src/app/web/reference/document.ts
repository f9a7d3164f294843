/** The parts of OpenAPI 3.1 our document uses, read into what the reference shows. */

export interface Schema {
  $ref?: string
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  additionalProperties?: Schema | boolean
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

interface Entry {
  operationId: string
  summary: string
  description?: string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
  'x-banso-permission': 'public' | 'signed-in' | string[]
  'x-banso-effect': 'read' | 'change' | 'view' | 'export'
  'x-banso-refusals': Record<string, string>
}

export interface Document {
  paths: Record<string, Record<string, Entry>>
  components: { schemas: Record<string, Schema> }
}

export interface Input {
  name: string
  place: 'path' | 'query' | 'body'
  required: boolean
  schema: Schema
}

export interface Operation {
  name: string
  noun: string
  label: string
  description: string | undefined
  method: string
  path: string
  inputs: Input[]
  /** Set where a file is sent: multipart/form-data. */
  multipart: boolean
  output: Schema | undefined
  permission: Entry['x-banso-permission']
  effect: Entry['x-banso-effect']
  refusals: [reason: string, sentence: string][]
}

export function operationsIn(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, entry]) => read(path, method.toUpperCase(), entry)),
  )
}

function read(path: string, method: string, entry: Entry): Operation {
  const content = entry.requestBody?.content ?? {}
  const multipart = 'multipart/form-data' in content
  const body = content['multipart/form-data']?.schema ?? content['application/json']?.schema
  return {
    name: entry.operationId,
    noun: entry.operationId.split('.')[0]!,
    label: entry.summary,
    description: entry.description,
    method,
    path,
    inputs: [
      ...(entry.parameters ?? []).map(
        ({ name, in: place, required = false, schema }): Input => ({
          name,
          place: place === 'path' ? 'path' : 'query',
          required,
          schema,
        }),
      ),
      ...Object.entries(body?.properties ?? {}).map(
        ([name, schema]): Input => ({ name, place: 'body', required: body?.required?.includes(name) ?? false, schema }),
      ),
    ],
    multipart,
    output: Object.values(entry.responses['200']?.content ?? {})[0]?.schema,
    permission: entry['x-banso-permission'],
    effect: entry['x-banso-effect'],
    refusals: Object.entries(entry['x-banso-refusals']),
  }
}

/** Operations whose Japanese name, name or address holds every word. */
export function matching(operations: readonly Operation[], words: string): Operation[] {
  const wanted = words.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  return operations.filter(({ name, label, path }) => {
    const text = `${name} ${name.replace('.', ' ')} ${label} ${path}`.normalize('NFKC').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
