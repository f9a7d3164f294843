import type { Filter, FilterOperator } from '../../contract/scim.ts'

const operators: readonly string[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr']
/** Every alternative begins with another character, so that reading takes time in proportion to the text. */
const token = /\s*("(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]"]+)/y

/** Reads a filter (RFC 7644 §3.4.2.2); undefined when it is none. Names of attributes are lower-cased: case means nothing. */
export function parseFilter(text: string): Filter | undefined {
  const tokens = tokensOf(text.trim())
  if (!tokens || tokens.length > 200) return undefined
  const reader = { tokens, at: 0 }
  const filter = either(reader, '')
  return reader.at === tokens.length ? filter : undefined
}

interface Reader {
  tokens: string[]
  at: number
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = []
  token.lastIndex = 0
  for (let at = 0; at < text.length; at = token.lastIndex) {
    const found = token.exec(text)
    if (!found) return undefined
    tokens.push(found[1]!)
  }
  return tokens
}

const word = (reader: Reader) => reader.tokens[reader.at]?.toLowerCase()

function take(reader: Reader, expected: string): boolean {
  const taken = word(reader) === expected
  if (taken) reader.at++
  return taken
}

function either(reader: Reader, within: string): Filter | undefined {
  let left = both(reader, within)
  while (left && take(reader, 'or')) {
    const right = both(reader, within)
    left = right && { op: 'or', left, right }
  }
  return left
}

function both(reader: Reader, within: string): Filter | undefined {
  let left = one(reader, within)
  while (left && take(reader, 'and')) {
    const right = one(reader, within)
    left = right && { op: 'and', left, right }
  }
  return left
}

function one(reader: Reader, within: string): Filter | undefined {
  if (take(reader, 'not')) {
    const of = word(reader) === '(' ? one(reader, within) : undefined
    return of && { op: 'not', of }
  }
  if (take(reader, '(')) {
    const inner = either(reader, within)
    return take(reader, ')') ? inner : undefined
  }
  return comparison(reader, within)
}

/** `attribute op value`, `attribute pr`, `attribute[filter]` or `attribute[filter].part op value`. */
function comparison(reader: Reader, within: string): Filter | undefined {
  const name = word(reader)
  if (!name || !/^[a-z$][\w$:.-]*$/.test(name)) return undefined
  reader.at++
  const path = within + name
  if (!take(reader, '[')) return compared(reader, path)
  const inner = either(reader, `${path}.`)
  if (!inner || !take(reader, ']')) return undefined
  const part = word(reader)
  if (!part?.startsWith('.')) return inner
  reader.at++
  const right = compared(reader, path + part)
  return right && { op: 'and', left: inner, right }
}

function compared(reader: Reader, path: string): Filter | undefined {
  const op = word(reader)
  if (!op || !operators.includes(op)) return undefined
  reader.at++
  if (op === 'pr') return { op, path }
  const value = literal(reader.tokens[reader.at++])
  return value === undefined ? undefined : { op: op as FilterOperator, path, value }
}

function literal(text: string | undefined): string | number | boolean | null | undefined {
  if (text === undefined || !/^(".*"|true|false|null|-?\d+(\.\d+)?)$/is.test(text)) return undefined
  try {
    return JSON.parse(text.startsWith('"') ? text : text.toLowerCase())
  } catch {
    return undefined
  }
}

/** Whether a resource, or one of a list in it, answers the filter. */
export function answers(value: unknown, filter: Filter): boolean {
  switch (filter.op) {
    case 'and':
      return answers(value, filter.left) && answers(value, filter.right)
    case 'or':
      return answers(value, filter.left) || answers(value, filter.right)
    case 'not':
      return !answers(value, filter.of)
    case 'pr':
      return valuesAt(value, filter.path.split('.')).length > 0
    default: {
      const found = valuesAt(value, filter.path.split('.'))
      const { op, value: wanted } = filter
      if (op === 'ne') return !found.some((one) => compare('eq', one, wanted))
      return found.some((one) => compare(op, one, wanted))
    }
  }
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path))
  const [name, ...rest] = path
  if (typeof value !== 'object') return name === undefined || name === 'value' ? [value] : []
  if (name === undefined) return 'value' in value ? [value.value] : [value]
  const key = Object.keys(value).find((one) => one.toLowerCase() === name)
  return key === undefined ? [] : valuesAt((value as Record<string, unknown>)[key], rest)
}

function compare(op: FilterOperator, found: unknown, wanted: unknown): boolean {
  if (typeof found !== 'string' || typeof wanted !== 'string') return op === 'eq' && `${found}` === `${wanted}`
  const [a, b] = [found.toLowerCase(), wanted.toLowerCase()]
  if (op === 'eq') return a === b
  if (op === 'co') return a.includes(b)
  if (op === 'sw') return a.startsWith(b)
  if (op === 'ew') return a.endsWith(b)
  return op === 'gt' ? a > b : op === 'ge' ? a >= b : op === 'lt' ? a < b : a <= b
}
