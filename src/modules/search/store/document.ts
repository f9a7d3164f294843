import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'

/** A document as the store keeps it. */
export interface StoredDocument {
  id: string
  kind: string
  audienceId: string | null
  hidden: boolean
  axis: string | null
  sectionId: string | null
  tagIds: readonly string[]
  solved: boolean
  createdAt: Date
  activeAt: Date
  standing: number
  title: string
  /** Plain text of the other fields, parted by U+001E. */
  text: string
  /** Unsalted hashes of its terms. */
  terms: Int32Array
  /** Packed by the ranking engine. */
  vector: Uint8Array
  lengths: ArrayLike<number>
}

/**
 * Terms are stored with a number of the body's own mixed in (exclusive or: its own inverse), so that in the one index of
 * all bodies a term of one body is not a term of another, and a look-up never walks through others' documents.
 */
export const saltOf = (bodyId: number): number => Math.imul(bodyId, 0x9e3779b1) | 0

/** Of numbers or ids, which need no quotes. */
export const arrayLiteral = (values: Iterable<number | string>): string => `{${[...values].join(',')}}`

const salted = (hashes: Int32Array, bodyId: number) => {
  const salt = saltOf(bodyId)
  return arrayLiteral(hashes.map((hash) => hash ^ salt))
}

export interface KeptDocument {
  id: string
  terms: number[]
  vector: Buffer
  text: string
}

/** What is kept of these documents now, locked for a change. Terms are salted. */
export async function documentsForChange(db: Db, bodyId: number, ids: readonly string[]): Promise<KeptDocument[]> {
  const { rows } = await sql<KeptDocument>`
    select d.id, d.terms, d.vector, t.body as text from search_document d
    join search_text t on t.body_id = d.body_id and t.id = d.id
    where d.body_id = ${bodyId} and d.id = any(${[...ids]}::uuid[]) order by d.id for update of d`.execute(db)
  return rows
}

/** Inserts documents or replaces them, a few hundred a statement. */
export async function writeDocuments(db: Db, bodyId: number, documents: readonly StoredDocument[]): Promise<void> {
  const size = 250
  for (let from = 0; from < documents.length; from += size) {
    const chunk = documents.slice(from, from + size)
    const rows = JSON.stringify(
      chunk.map(({ vector, terms, lengths: _, tagIds, ...rest }) => ({
        ...rest,
        tagIds: `{${tagIds.join(',')}}`,
        terms: salted(terms, bodyId),
        vector: Buffer.from(vector).toString('base64'),
      })),
    )
    await sql`
      with given as materialized (
        select * from jsonb_to_recordset(${rows}::jsonb) as g(id uuid, kind text, "audienceId" uuid, hidden boolean, axis text,
          "sectionId" uuid, "tagIds" uuid[], solved boolean, "createdAt" timestamptz, "activeAt" timestamptz, standing real,
          title text, text text, terms integer[], vector text)),
      written as (
        insert into search_document (body_id, id, kind, audience_id, hidden, axis, section_id, tag_ids, solved, created_at,
                                     active_at, standing, terms, vector)
        select ${bodyId}, id, kind, "audienceId", hidden, axis, "sectionId", "tagIds", solved, "createdAt", "activeAt",
               standing, terms, decode(vector, 'base64') from given
        on conflict (body_id, id) do update set kind = excluded.kind, audience_id = excluded.audience_id,
          hidden = excluded.hidden, axis = excluded.axis, section_id = excluded.section_id, tag_ids = excluded.tag_ids,
          solved = excluded.solved, active_at = excluded.active_at, standing = excluded.standing, terms = excluded.terms,
          vector = excluded.vector)
      insert into search_text (body_id, id, title, body) select ${bodyId}, id, title, text from given
      on conflict (body_id, id) do update set title = excluded.title, body = excluded.body`.execute(db)
  }
}

/** A document grown by a new post: its terms and text anew, the rest as it was but for the time of the last activity. */
export async function growDocument(
  db: Db,
  bodyId: number,
  grown: { id: string; terms: Int32Array; vector: Uint8Array; added: string },
): Promise<void> {
  await sql`update search_document set terms = ${salted(grown.terms, bodyId)}::integer[], vector = ${Buffer.from(grown.vector)},
      active_at = now() where body_id = ${bodyId} and id = ${grown.id}`.execute(db)
  if (grown.added === '') return
  await sql`update search_text set body = body || E'\x1e' || ${grown.added}
    where body_id = ${bodyId} and id = ${grown.id}`.execute(db)
}

/** Says anew how documents stand; a change smaller than `least` is not worth a write. */
export async function setDocumentStanding(
  db: Db,
  bodyId: number,
  standings: readonly { id: string; standing: number }[],
  least = 0,
): Promise<void> {
  await sql`update search_document d set standing = g.standing
    from unnest(${standings.map(({ id }) => id)}::uuid[], ${standings.map(({ standing }) => standing)}::real[]) g(id, standing)
    where d.body_id = ${bodyId} and d.id = g.id and abs(d.standing - g.standing) >= ${least}`.execute(db)
}

/** Documents filed under one tag are filed under another from now on. */
export async function moveDocumentTag(
  db: Db,
  bodyId: number,
  ids: readonly string[],
  from: string,
  into: string,
): Promise<void> {
  await sql`update search_document set tag_ids = array(select distinct unnest(array_replace(tag_ids, ${from}::uuid, ${into}::uuid)))
    where body_id = ${bodyId} and id = any(${[...ids]}::uuid[])`.execute(db)
}

export interface Delta {
  added: Int32Array
  removed: Int32Array
  documents: number
  lengths: ArrayLike<number>
}

/** Notes a change of the statistics; a job folds the notes, so that posts never wait for each other. */
export async function noteDeltas(db: Db, bodyId: number, deltas: readonly Delta[]): Promise<void> {
  const rows = deltas.map(({ added, removed, documents, lengths }) => ({
    id: newId(),
    added: salted(added, bodyId),
    removed: salted(removed, bodyId),
    documents,
    lengths: arrayLiteral(Array.from(lengths)),
  }))
  await sql`insert into search_delta (body_id, id, added, removed, documents, lengths)
    select ${bodyId}, g.id, g.added, g.removed, g.documents, g.lengths
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g(id uuid, added integer[], removed integer[], documents integer, lengths integer[])`.execute(db)
}

/** Folds the notes into the statistics; one at a time in a body. Returns how many were folded. */
export async function foldDeltas(db: Db, bodyId: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(1936876904, ${bodyId})`.execute(db)
  const { rows } = await sql<{ folded: number }>`
    with folded as (delete from search_delta where body_id = ${bodyId} returning added, removed, documents, lengths),
    changes as (
      select hash, sum(by)::integer as by from (
        select unnest(added) as hash, 1 as by from folded union all select unnest(removed), -1 from folded) c
      group by hash having sum(by) <> 0),
    terms as (
      insert into search_term (body_id, hash, documents) select ${bodyId}, hash, greatest(0, by) from changes
      on conflict (body_id, hash) do update set documents =
        greatest(0, search_term.documents + (select by from changes where changes.hash = excluded.hash))),
    totals as (
      select coalesce(sum(documents), 0)::integer as documents, coalesce(sum(lengths[1]), 0) as l1,
             coalesce(sum(lengths[2]), 0) as l2, coalesce(sum(lengths[3]), 0) as l3, coalesce(sum(lengths[4]), 0) as l4,
             count(*)::integer as folded from folded),
    kept as (
      insert into search_statistics as s (body_id, documents, lengths)
      select ${bodyId}, documents, array[l1, l2, l3, l4]::bigint[] from totals where folded > 0
      on conflict (body_id) do update set documents = greatest(0, s.documents + excluded.documents),
        lengths = array[s.lengths[1] + excluded.lengths[1], s.lengths[2] + excluded.lengths[2],
                        s.lengths[3] + excluded.lengths[3], s.lengths[4] + excluded.lengths[4]])
    select folded from totals`.execute(db)
  return rows[0]!.folded
}
