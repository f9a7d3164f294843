import type { Filter, FilterComparison } from '../../contract/scim.ts'
import { answers, parseFilter } from './filter.ts'

export type Resource = Record<string, unknown>

/** One step of a PATCH (RFC 7644 §3.5.2), its attribute names already in their usual spelling. */
export interface PatchStep {
  op: 'add' | 'replace' | 'remove'
  path: string | undefined
  value: unknown
}

export type PatchFault = 'invalid-path' | 'no-target' | 'invalid-value'

interface Place {
  key: string
  filter?: Filter
}

/**
 * The resource after the steps, all or none. Two dialects are understood beside the standard: names with dots or an
 * extension's address as keys of a value without path (Entra ID), and a value that does not exist yet but is
 * described by its filter, `emails[type eq "work"].value` (Entra ID), which is then made.
 */
export function patched(
  resource: Resource,
  steps: readonly PatchStep[],
  extensions: readonly string[],
): Resource | PatchFault {
  const after = structuredClone(resource)
  for (const { op, path, value } of steps) {
    if (path === undefined) {
      if (op === 'remove') return 'no-target'
      if (!isComplex(value)) return 'invalid-value'
      for (const [key, one] of Object.entries(value)) {
        const places = placesOf(key, extensions)
        if (!places) return 'invalid-path'
        put(after, places, op, one)
      }
      continue
    }
    const places = placesOf(path, extensions)
    if (!places) return 'invalid-path'
    if (op === 'remove') take(after, places, value)
    else if (value === undefined) return 'invalid-value'
    else if (!put(after, places, op, value)) return 'no-target'
  }
  return after
}

/** `[extension:]attribute[filter].part` as keys from the outside in. */
export function placesOf(path: string, extensions: readonly string[]): Place[] | undefined {
  const urn = extensions.find((one) => path === one || path.startsWith(`${one}:`))
  const outside: Place[] = urn ? [{ key: urn }] : []
  const rest = urn ? path.slice(urn.length + 1) : path
  if (urn && rest === '') return outside
  const match = /^([a-z$][\w$-]*)(?:\[(.*)\])?(?:\.([a-z$][\w$-]*))?$/i.exec(rest)
  if (!match) return undefined
  const [, key, condition, part] = match
  const filter = condition === undefined ? undefined : parseFilter(condition)
  if (condition !== undefined && !filter) return undefined
  return [...outside, { key: key!, ...(filter ? { filter } : {}) }, ...(part ? [{ key: part }] : [])]
}

const isComplex = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat())

/** False when a filter fits nothing and does not say what to make. */
function put(into: Resource, [place, ...rest]: readonly Place[], op: 'add' | 'replace', value: unknown): boolean {
  const { key, filter } = place!
  if (filter) {
    const list = listOf(into[key])
    let found = list.filter((one) => answers(one, filter))
    if (found.length === 0) {
      const made = described(filter)
      if (!made) return false
      list.push(made)
      found = [made]
    }
    into[key] = list
    for (const one of found) {
      if (!isComplex(one)) return false
      if (rest.length > 0) put(one, rest, op, value)
      else if (isComplex(value)) Object.assign(one, value)
      else return false
    }
    return true
  }
  if (rest.length > 0) {
    // A part of a list without filter means the same part of each of its values.
    const inside = Array.isArray(into[key]) ? into[key].filter(isComplex) : [isComplex(into[key]) ? into[key] : {}]
    if (!Array.isArray(into[key])) into[key] = inside[0]
    for (const one of inside) put(one, rest, op, value)
    return true
  }
  const before = into[key]
  if (Array.isArray(before) && op === 'add') into[key] = joined(before, listOf(value))
  else if (isComplex(before) && isComplex(value)) into[key] = { ...before, ...value }
  else into[key] = value
  return true
}

const identityOf = (one: unknown) => (isComplex(one) ? (one.value ?? JSON.stringify(one)) : one)

const joined = (before: readonly unknown[], added: readonly unknown[]): unknown[] => [
  ...new Map([...before, ...added].map((one) => [identityOf(one), one])).values(),
]

/** Takes away what stands at the place; with `value` only those of a list that it names (Entra ID's way for members). */
function take(from: Resource, [place, ...rest]: readonly Place[], value: unknown): void {
  const { key, filter } = place!
  const list = listOf(from[key])
  if (rest.length > 0) {
    for (const one of list) if (isComplex(one) && (!filter || answers(one, filter))) take(one, rest, value)
    return
  }
  const named = new Set(listOf(value).map(identityOf))
  if (filter) from[key] = list.filter((one) => !answers(one, filter))
  else if (named.size > 0 && Array.isArray(from[key])) from[key] = list.filter((one) => !named.has(identityOf(one)))
  else if (Array.isArray(from[key])) from[key] = []
  else delete from[key]
}

/** The value a filter of plain `eq`s describes. */
function described(filter: Filter): Resource | undefined {
  if (filter.op === 'and') {
    const [left, right] = [described(filter.left), described(filter.right)]
    return left && right && { ...left, ...right }
  }
  if (filter.op !== 'eq') return undefined
  const { path, value } = filter as FilterComparison
  return path.includes('.') ? undefined : { [path]: value }
}
