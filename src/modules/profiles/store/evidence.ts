import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { EvidenceKind } from '../contract/names.ts'

/** A row of the ledger as it is written; what is left out is null. */
export interface NewEvidence {
  id: string
  personId: string
  framework: string
  skill: string
  kind: EvidenceKind
  level?: number | null
  error?: number | null
  part?: 'learner' | 'member' | 'lead' | null
  shownOn: string
  recordedBy?: string | null
  sourceKind?: string
  sourceId?: string | null
  link?: string
  note?: string
}

/** Adds rows to the ledger; one that is there already (by its number, or by its source) is not added twice. */
export async function insertEvidence(db: Db, bodyId: number, rows: readonly NewEvidence[]): Promise<number> {
  if (rows.length === 0) return 0
  const done = await sql`
    insert into evidence (body_id, id, person_id, framework, skill, kind, level, error, part, shown_on, recorded_by,
      source_kind, source_id, link, note)
    select ${bodyId}, r.id, r."personId", r.framework, r.skill, r.kind, r.level, r.error, r.part, r."shownOn", r."recordedBy",
      coalesce(r."sourceKind", ''), r."sourceId", coalesce(r.link, ''), coalesce(r.note, '')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "personId" uuid, framework text, skill text,
      kind text, level real, error real, part text, "shownOn" date, "recordedBy" uuid, "sourceKind" text, "sourceId" uuid,
      link text, note text)
    on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows)
}

/** What an estimate is made of: the rows that count, as of a day. */
export interface CountedRow {
  id: string
  framework: string
  skill: string
  kind: EvidenceKind
  level: number | null
  error: number | null
  part: 'learner' | 'member' | 'lead' | null
  shownOn: string
  /** Who or what said so: repeated words of one source say less and less. */
  source: string
  note: string
}

/** The rows of people that count: not withdrawn. For computing, never for showing without a right to it. */
export async function countedRows(
  db: Db,
  bodyId: number,
  personIds: readonly string[],
): Promise<Map<string, CountedRow[]>> {
  const { rows } = await sql<CountedRow & { personId: string }>`
    select e.person_id as "personId", e.id, e.framework, e.skill, e.kind, e.level, e.error, e.part,
      to_char(e.shown_on, 'YYYY-MM-DD') as "shownOn",
      case when e.kind in ('colleague', 'manager') then e.recorded_by::text else coalesce(e.source_id, e.id)::text end as source,
      e.note
    from evidence e
    where e.body_id = ${bodyId} and e.person_id = any(${[...personIds]}::uuid[])
      and not exists (select from evidence_withdrawal w where w.body_id = e.body_id and w.evidence_id = e.id)
    order by e.person_id, e.shown_on, e.id`.execute(db)
  const byPerson = new Map<string, CountedRow[]>()
  for (const { personId, ...row } of rows) {
    const list = byPerson.get(personId)
    if (list) list.push(row)
    else byPerson.set(personId, [row])
  }
  return byPerson
}

export const ledgerPage = 50

/** A person's ledger, the latest first, withdrawn rows too. Who calls has asked the right to it. */
export async function ledgerOf(db: Db, scope: Scope, personId: string, page: number) {
  const { rows } = await sql<{
    id: string
    framework: string
    skill: string
    kind: EvidenceKind
    level: number | null
    error: number | null
    part: 'learner' | 'member' | 'lead' | null
    shownOn: string
    recordedAt: Date
    recorderId: string | null
    recordedBy: string | null
    note: string
    link: string
    withdrawnAt: Date | null
    withdrawnBy: string | null
    reason: string | null
    total: number
  }>`
    select e.id, e.framework, e.skill, e.kind, e.level, e.error, e.part, to_char(e.shown_on, 'YYYY-MM-DD') as "shownOn",
      e.recorded_at as "recordedAt", e.recorded_by as "recorderId", p.name as "recordedBy", e.note,
      e.link,
      w.withdrawn_at as "withdrawnAt", q.name as "withdrawnBy", w.reason, count(*) over ()::integer as total
    from evidence e
    left join person p on p.body_id = e.body_id and p.id = e.recorded_by
    left join evidence_withdrawal w on w.body_id = e.body_id and w.evidence_id = e.id
    left join person q on q.body_id = w.body_id and q.id = w.withdrawn_by
    where e.body_id = ${scope.bodyId} and e.person_id = ${personId}
    order by e.shown_on desc, e.recorded_at desc, e.id
    limit ${ledgerPage} offset ${(page - 1) * ledgerPage}`.execute(db)
  return rows
}

/** One row, for a withdrawal. */
export async function evidenceById(db: Db, scope: Scope, id: string) {
  const { rows } = await sql<{ personId: string; recordedBy: string | null; withdrawn: boolean; skill: string }>`
    select e.person_id as "personId", e.recorded_by as "recordedBy", e.skill,
      exists (select from evidence_withdrawal w where w.body_id = e.body_id and w.evidence_id = e.id) as withdrawn
    from evidence e where e.body_id = ${scope.bodyId} and e.id = ${id}`.execute(db)
  return rows[0]
}

/** Withdraws rows; who has been withdrawn stays so. Returns whose they were. */
export async function withdraw(
  db: Db,
  bodyId: number,
  ids: readonly string[],
  by: string | null,
  reason: string,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with gone as (
      insert into evidence_withdrawal (body_id, evidence_id, withdrawn_by, reason)
      select ${bodyId}, id, ${by}::uuid, ${reason} from unnest(${[...ids]}::uuid[]) id
      on conflict do nothing returning evidence_id)
    select distinct e.person_id from gone g join evidence e on e.body_id = ${bodyId} and e.id = g.evidence_id`.execute(
    db,
  )
  return rows.map((row) => row.person_id)
}

/** Rows of a kind that came from one source and still count. */
export async function rowsFrom(db: Db, bodyId: number, kind: EvidenceKind, sourceId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from evidence e where e.body_id = ${bodyId} and e.kind = ${kind} and e.source_id = ${sourceId}
      and not exists (select from evidence_withdrawal w where w.body_id = e.body_id and w.evidence_id = e.id)`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** Which of these sources the ledger has rows from that still count. */
export async function sourcesThere(db: Db, bodyId: number, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select distinct e.source_id as id from evidence e
    where e.body_id = ${bodyId} and e.source_id = any(${[...ids]}::uuid[])
      and not exists (select from evidence_withdrawal w where w.body_id = e.body_id and w.evidence_id = e.id)`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Whether somebody has taken a test of one of these skills since an instant. */
export async function hasTestSince(
  db: Db,
  bodyId: number,
  personId: string,
  skills: readonly { framework: string; skill: string }[],
  since: Date,
): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from evidence e join jsonb_to_recordset(${JSON.stringify(skills)}::jsonb)
        as s(framework text, skill text) using (framework, skill)
      where e.body_id = ${bodyId} and e.person_id = ${personId} and e.kind = 'test' and e.recorded_at >= ${since}
        and not exists (select from evidence_withdrawal w where w.body_id = e.body_id and w.evidence_id = e.id)) as there`.execute(
    db,
  )
  return rows[0]!.there
}
