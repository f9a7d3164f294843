import type { Column } from './catalog.ts'

/** What `pg` gives for each type, with the parsers that src/server/db/pool.ts sets (dates as text, int8 as a number). */
const types: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'string',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  citext: 'string',
  name: 'string',
  uuid: 'string',
  xid8: 'string',
  inet: 'string',
  tsvector: 'string',
  date: 'string',
  time: 'string',
  timestamp: 'Date',
  timestamptz: 'Date',
  bytea: 'Buffer',
  json: 'unknown',
  jsonb: 'unknown',
}

function typeOf({ table, name, type, array, labels, nullable, defaulted, always }: Column): string {
  const base = labels ? labels.map((label) => `'${label}'`).join(' | ') : types[type]
  if (!base) throw new Error(`${table}.${name}: say in tools/tables/render.ts what ${type} is in TypeScript`)
  const element = array && base.includes(' ') ? `(${base})` : base
  const whole = `${element}${array ? '[]' : ''}${nullable && base !== 'unknown' ? ' | null' : ''}`
  if (always) return `GeneratedAlways<${whole}>`
  return defaulted ? `Generated<${whole}>` : whole
}

/** The text of db/tables.ts. */
export function renderTables(columns: Column[]): string {
  const tables = Map.groupBy(columns, (column) => column.table)
  const bodies = [...tables].map(([table, its]) => {
    const members = its.map((column) => `    ${column.name}: ${typeOf(column)}`)
    return [`  ${table}: {`, ...members, '  }'].join('\n')
  })
  const used = ['Generated', 'GeneratedAlways'].filter((name) => bodies.some((body) => body.includes(`${name}<`)))
  return [
    '// Made from db/migrations by `npm run tables`; do not edit.',
    ...(used.length ? [`import type { ${used.join(', ')} } from 'kysely'`, ''] : []),
    'export interface Database {',
    ...bodies,
    '}',
    '',
  ].join('\n')
}
