import type { Document, Schema } from './document.ts'

export interface Field {
  /** `answers[].author.name` */
  name: string
  type: string
  required: boolean
  note: string
}

const follow = (schema: Schema, document: Document): Schema =>
  (schema.$ref && document.components.schemas[schema.$ref.split('/').at(-1)!]) || schema

/** A schema without the branch that says "or nothing", and whether there was one. */
function present(schema: Schema, document: Document): { schema: Schema; nullable: boolean } {
  const found = follow(schema, document)
  const branches = found.anyOf ?? found.oneOf
  if (!branches) return { schema: found, nullable: false }
  const rest = branches.filter(({ type }) => type !== 'null')
  const nullable = rest.length < branches.length
  const only = rest.length === 1 ? follow(rest[0]!, document) : found
  return { schema: { ...only, ...(found.description ? { description: found.description } : {}) }, nullable }
}

const formats: Record<string, string> = {
  uuid: 'ID',
  date: '日付',
  'date-time': '日時',
  email: 'メールアドレス',
  uri: 'URL',
}
const types: Record<string, string> = { integer: '整数', number: '数', boolean: 'はい・いいえ', object: 'まとまり' }

export function typeOf(given: Schema, document: Document): string {
  const { schema, nullable } = present(given, document)
  const branches = schema.anyOf ?? schema.oneOf
  const word = branches
    ? [...new Set(branches.filter(({ type }) => type !== 'null').map((one) => typeOf(one, document)))].join('または')
    : schema.type === 'array'
      ? `${typeOf(schema.items ?? {}, document)}の一覧`
      : schema.format === 'binary' || (schema as { contentMediaType?: string }).contentMediaType
        ? 'ファイル'
        : (formats[schema.format ?? ''] ?? types[schema.type ?? ''] ?? '文字')
  return nullable ? `${word}（なければnull）` : word
}

/** Choices, limits and what is taken when it is left out. */
export function noteOf(given: Schema, document: Document): string {
  const { schema } = present(given, document)
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  const range = (low: number | undefined, high: number | undefined, unit: string) => {
    const [from, to] = [low, high].map((n) => (n === undefined || Math.abs(n) >= Number.MAX_SAFE_INTEGER ? '' : n))
    return from === '' && to === '' ? '' : `${from}〜${to}${unit}`
  }
  return [
    schema.description,
    values?.map(String).join(' / '),
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, '字'),
    range(schema.minItems, schema.maxItems, '件'),
    given.default === undefined ? '' : `省略すると ${JSON.stringify(given.default)}`,
  ]
    .filter(Boolean)
    .join('　')
}

/** A schema as a flat list, each field under its whole name. */
export function fieldsOf(given: Schema, document: Document, prefix = ''): Field[] {
  const { schema } = present(given, document)
  if (schema.type === 'array') return fieldsOf(schema.items ?? {}, document, `${prefix}[]`)
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) {
    const seen = new Map(branches.flatMap((one) => fieldsOf(one, document, prefix)).map((one) => [one.name, one]))
    return [...seen.values()]
  }
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const name = prefix ? `${prefix}.${key}` : key
    const field: Field = {
      name,
      type: typeOf(inner, document),
      required: schema.required?.includes(key) ?? false,
      note: noteOf(inner, document),
    }
    return [field, ...fieldsOf(inner, document, name)]
  })
}

/** A value that could be sent: what is required, and no more. */
export function exampleOf(given: Schema, document: Document): unknown {
  const { schema } = present(given, document)
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (schema.const !== undefined) return schema.const
  const branch = (schema.anyOf ?? schema.oneOf)?.[0]
  if (branch) return exampleOf(branch, document)
  switch (schema.type) {
    case 'integer':
    case 'number':
      return Math.max(1, Math.min(schema.minimum ?? 1, schema.maximum ?? 1))
    case 'boolean':
      return true
    case 'array':
      return [exampleOf(schema.items ?? {}, document)]
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, exampleOf(schema.properties?.[key] ?? {}, document)]),
      )
    default:
      return (
        {
          uuid: '019a0000-0000-7000-8000-000000000001',
          date: '2026-04-01',
          'date-time': '2026-04-01T09:00:00+09:00',
          email: 'shokuin@city.example.jp',
          uri: 'https://example.jp/',
        }[schema.format ?? ''] ?? '例'
      )
  }
}
