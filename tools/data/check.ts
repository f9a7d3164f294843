import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type ContentShapes, contentHeader } from '#kernel/content'
import type { Report } from '../report.ts'
import { filesUnder } from '../source.ts'

/** A field, wherever it stands in the files, holds a name that another file gives. */
export interface Reference {
  field: string
  under: RegExp
  names: (read: (path: string) => unknown) => Set<string>
}

const header = z.looseObject(contentHeader)

export function checkContent(root: string, shapes: ContentShapes, references: readonly Reference[] = []): Report {
  const failures: string[] = []
  const files = filesUnder(root, ['data'])
  const parsed = new Map<string, unknown>()
  for (const path of files.filter((path) => path.endsWith('.json'))) {
    try {
      parsed.set(path, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(root, path)))))
    } catch (error) {
      failures.push(`${path}: ${(error as Error).message}`)
    }
  }
  failures.push(...files.filter((path) => !/\.(json|md)$/.test(path)).map((path) => `${path}: content is JSON`))
  for (const [path, value] of parsed) failures.push(...wrongShape(path, value, shapes))
  failures.push(...doubled(parsed))
  for (const { field, under, names } of references) {
    const known = names((path) => parsed.get(path))
    for (const [path, value] of parsed) {
      if (!under.test(path)) continue
      const unknown = new Set([...valuesOf(value, field)].filter((name) => !known.has(name)))
      failures.push(...[...unknown].map((name) => `${path}: there is no ${field} "${name}"`))
    }
  }
  return { check: 'data', subjects: parsed.size, failures }
}

function wrongShape(path: string, value: unknown, shapes: ContentShapes): string[] {
  const said = header.safeParse(value)
  const pattern = Object.keys(shapes).find((pattern) => fits(pattern, path.replace(/^data\//, '')))
  if (!pattern) return [...issues(path, said.error), `${path}: no module's content.ts says its shape`]
  return issues(path, shapes[pattern]?.safeParse(value).error)
}

const issues = (path: string, error: z.ZodError | undefined): string[] =>
  (error?.issues ?? []).map((issue) => `${path}: ${issue.path.join('.') || 'file'}: ${issue.message}`)

const fits = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*')}$`).test(path)

/** Codes are stable names: in the files of one folder each stands once; so does each file's id in the whole tree. */
function doubled(files: Map<string, unknown>): string[] {
  const seen = new Map<string, string>()
  const failures: string[] = []
  for (const [path, value] of files) {
    const lists = Object.values((value ?? {}) as Record<string, unknown>).filter(Array.isArray)
    const codes = lists.flat().flatMap((item) => (typeof item?.code === 'string' ? [item.code as string] : []))
    const id = (value as { id?: unknown })?.id
    for (const key of [
      ...(id ? [`id ${id}`] : []),
      ...codes.map((code) => `code ${code} of ${path.replace(/[^/]*$/, '')}`),
    ]) {
      const first = seen.get(key)
      if (first) failures.push(`${path}: ${key} already stands in ${first}`)
      else seen.set(key, path)
    }
  }
  return failures
}

function* valuesOf(value: unknown, field: string): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (key === field && typeof inner === 'string') yield inner
    yield* valuesOf(inner, field)
  }
}
