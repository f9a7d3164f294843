import type { Client } from 'pg'

export interface Column {
  table: string
  name: string
  /** PostgreSQL's name of the type; of the element for an array. */
  type: string
  array: boolean
  /** Labels, when the type is an enum. */
  labels: string[] | null
  nullable: boolean
  defaulted: boolean
  /** `generated always as …`: the database alone writes it. */
  always: boolean
}

/** Every column of the tables and views of schema public, as the live database has them. */
export async function readColumns(client: Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as name, t.typname as type, el.oid is not null as array,
           (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels,
           not a.attnotnull as nullable,
           a.atthasdef or a.attidentity <> '' as defaulted,
           a.attidentity = 'a' or a.attgenerated <> '' as always
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_type whole on whole.oid = a.atttypid
      left join pg_type el on el.oid = whole.typelem and whole.typcategory = 'A'
      join pg_type named on named.oid = coalesce(el.oid, whole.oid)
      join pg_type t on t.oid = case when named.typtype = 'd' then named.typbasetype else named.oid end
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
       and not c.relispartition and a.attnum > 0 and not a.attisdropped
     order by c.relname collate "C", a.attnum`)
  return rows
}
