import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import { type CallContext, inBody, signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { readSheet } from '#server/sheet/read'
import { staffContract } from '../contract.ts'
import { fieldsOf, headerKey } from '../rules/import/mapping.ts'
import { planPeople } from '../rules/import/people.ts'
import { planSections } from '../rules/import/sections.ts'
import { lockStaff } from '../store/as-of.ts'
import {
  changesOf,
  fingerprint,
  type ImportRow,
  importById,
  insertImport,
  listImports,
  rememberMapping,
  saveCheck,
} from '../store/import.ts'
import {
  applyPeople,
  applySections,
  claimImport,
  finishImport,
  forgetPlans,
  releaseImport,
  reportProgress,
} from '../store/import-apply.ts'
import { everybody } from '../store/record.ts'
import { heldFrom, periodsOf } from '../store/section.ts'
import { peopleChanges, refusalShown, sectionChanges, summaryOf } from './import-changes.ts'
import { fileShown, rowsIn, sheetOf, titlesOf } from './import-file.ts'

const imports = signedIn(staffContract.staffImport)

/** Refusals kept and shown; a file with more is wrong altogether. */
const shownRefusals = 1000
const chunk = 2000

async function existing(db: Db, id: string): Promise<ImportRow> {
  const row = await importById(db, id)
  if (!row) throw new Refusal('missing', 'gone')
  return row
}

const progressOf = ({ kind, status, stalled, file_name, done, total }: ImportRow) => ({
  ...{ kind, status, stalled, fileName: file_name, done, total },
})

export const staffImportHandlers = {
  read: imports.read.handler(async ({ input: { kind, file }, context: { db, scope, config, note } }) => {
    if (file.size > config.BANSO_UPLOAD_LIMIT * 2 ** 20)
      throw new Refusal('invalid', 'too-large', { limit: config.BANSO_UPLOAD_LIMIT })
    const { header, headerLine, rows, format, encoding } = await readSheet(new Uint8Array(await file.arrayBuffer()))
    const id = newId()
    await insertImport(db, scope, {
      id,
      kind,
      file_name: file.name.slice(0, 200),
      format,
      encoding,
      header,
      header_line: headerLine,
      row_count: rows.length,
      sheet: await sheetOf(rows),
    })
    note({ subjects: [id], detail: { kind, rows: rows.length, format, encoding } })
    return fileShown(db, { id, kind, format, encoding, header, headerLine, rows })
  }),

  check: imports.check.handler(async ({ input: { id, mapping, mode, asOf }, context: { db, scope, note } }) => {
    const row = await existing(db, id)
    if (!row.sheet || (row.status !== 'read' && row.status !== 'checked')) throw new Refusal('conflict', 'gone')
    refuseMapping(row, mapping)
    await rememberMapping(db, scope.bodyId, row.kind, headerKey(row.header), titlesOf(mapping, row.header))
    const rows = await rowsIn(row.sheet)
    const mark = await fingerprint(db)
    const sections = await periodsOf(db)
    const task = { rows, mapping, mode, asOf, sections, newId }
    const { plan, changes } = await planned(db, scope, row.kind, task)
    const summary = summaryOf(row.kind, rows.length, plan, sections)
    const shown = plan.refusals.slice(0, shownRefusals)
    const lines = new Set(shown.map(({ line }) => line))
    const cellsOf = new Map(rows.filter(({ line }) => lines.has(line)).map(({ line, cells }) => [line, cells]))
    const refusals = shown.map((one) => refusalShown(row, mapping, one, cellsOf.get(one.line)))
    await saveCheck(db, scope, id, { mapping, mode, asOf, fingerprint: mark, summary, refusals, changes })
    note({ subjects: [id], detail: { mode, asOf, refused: summary.refused, changes: changes.length } })
    return { summary, refusals }
  }),

  get: imports.get.handler(async ({ input: { id }, context: { db } }) => {
    const row = await existing(db, id)
    const { mode, as_of, summary } = row
    return { id, ...progressOf(row), mode, asOf: as_of, summary }
  }),

  resume: imports.resume.handler(async ({ input: { id }, context: { db, note } }) => {
    const row = await existing(db, id)
    const { kind, header, header_line, format, encoding, sheet, mapping, mode, as_of, summary, refusals } = row
    note({ subjects: [id] })
    const file = { id, kind, format, encoding, header, headerLine: header_line }
    const read = sheet && (await fileShown(db, { ...file, rows: await rowsIn(sheet) }))
    return {
      ...progressOf(row),
      ...(read ? { read: mapping ? { ...read, mapping } : read } : {}),
      ...(summary && mode && as_of ? { checked: { summary, refusals: refusals ?? [], mode, asOf: as_of } } : {}),
    }
  }),

  changes: imports.changes.handler(async ({ input: { id, ...filter }, context: { db, note } }) => {
    await existing(db, id)
    note({ subjects: [id] })
    return changesOf(db, id, filter)
  }),

  apply: imports.apply.handler(async ({ input: { id }, context: { db, scope, pool, note } }) => {
    const row = await existing(db, id)
    if (row.status === 'applied') throw new Refusal('conflict', 'gone')
    if (row.status === 'read' || !row.summary) throw new Refusal('conflict', 'not-checked')
    if (row.summary.refused > 0) throw new Refusal('conflict', 'has-refusals', { count: row.summary.refused })
    const apart = beside(pool, scope)
    if (!(await apart((other) => claimImport(other, id)))) throw new Refusal('conflict', 'applying')
    try {
      await lockStaff(db)
      if ((await fingerprint(db)) !== row.fingerprint) throw new Refusal('conflict', 'outdated')
      if (row.kind === 'sections') await applySections(db, id)
      else {
        for (let at = 1; at <= row.total; at += chunk) {
          await forgetPlans(db)
          await applyPeople(db, id, at, at + chunk - 1)
          await apart((other) => reportProgress(other, id, Math.min(row.total, at + chunk - 1)))
        }
      }
    } catch (error) {
      await apart((other) => releaseImport(other, id))
      throw error
    }
    await finishImport(db, id)
    const { rows, added, transferred, changed, ended } = row.summary
    note({
      subjects: [id],
      detail: { kind: row.kind, mode: row.mode, asOf: row.as_of, rows, added, transferred, changed, ended },
    })
    return { applied: row.total }
  }),

  list: imports.list.handler(async ({ context: { db } }) => ({ imports: await listImports(db) })),
}

/** Work in a transaction of its own, seen by others while the import's own is still open. */
const beside =
  (pool: CallContext['pool'], scope: Scope) =>
  <T>(work: (db: Db) => Promise<T>) =>
    inBody(pool, scope.bodyId, work)

async function planned(
  db: Db,
  scope: Scope,
  kind: ImportRow['kind'],
  task: Pick<Parameters<typeof planPeople>[0], 'rows' | 'mapping' | 'mode' | 'asOf' | 'sections' | 'newId'>,
) {
  if (kind === 'people') {
    const plan = planPeople({ ...task, by: scope.personId, people: await everybody(db, scope) })
    return { plan, changes: peopleChanges(plan, task.sections) }
  }
  const plan = planSections({ ...task, held: await heldFrom(db, task.asOf) })
  return { plan, changes: sectionChanges(plan, task.sections) }
}

function refuseMapping(row: ImportRow, mapping: Record<string, number>) {
  const used = new Map<number, string>()
  for (const { name, label, required } of fieldsOf(row.kind)) {
    const column = mapping[name]
    if (column === undefined) {
      if (required) throw new Refusal('invalid', 'unmapped-field', { field: label })
      continue
    }
    if (used.has(column)) throw new Refusal('invalid', 'same-column', { column: row.header[column] ?? '' })
    used.set(column, name)
  }
}
