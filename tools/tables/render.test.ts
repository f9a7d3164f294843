import { expect, test } from 'vitest'
import type { Column } from './catalog.ts'
import { renderTables } from './render.ts'

const column = (name: string, type: string, more: Partial<Column> = {}): Column => ({
  table: 'thing',
  name,
  type,
  array: false,
  labels: null,
  nullable: false,
  defaulted: false,
  always: false,
  ...more,
})

test('each column has the type that the driver gives', () => {
  const text = renderTables([
    column('seq', 'int8', { defaulted: true, always: true }),
    column('id', 'uuid'),
    column('made_at', 'timestamptz', { defaulted: true }),
    column('day', 'date', { nullable: true }),
    column('file', 'bytea', { nullable: true }),
    column('state', 'state', { labels: ['open', 'shut'] }),
    column('states', 'state', { labels: ['open', 'shut'], array: true, nullable: true }),
    column('names', 'text', { array: true, defaulted: true }),
    column('detail', 'jsonb', { nullable: true }),
  ])
  expect(text).toBe(`// Made from db/migrations by \`npm run tables\`; do not edit.
import type { Generated, GeneratedAlways } from 'kysely'

export interface Database {
  thing: {
    seq: GeneratedAlways<number>
    id: string
    made_at: Generated<Date>
    day: string | null
    file: Buffer | null
    state: 'open' | 'shut'
    states: ('open' | 'shut')[] | null
    names: Generated<string[]>
    detail: unknown
  }
}
`)
})

test('a type nobody has thought about stops the generator', () => {
  expect(() => renderTables([column('place', 'point')])).toThrow(
    'thing.place: say in tools/tables/render.ts what point',
  )
})
