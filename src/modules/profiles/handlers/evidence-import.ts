import { createHash } from 'node:crypto'
import { dateInJapan } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { frameworkInUse } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import type { OperationContext } from '#server/operations'
import { readSheet } from '#server/sheet/read'
import { importColumns, importRowsMost } from '../contract/evidence-import.ts'
import { cellFaults } from '../messages/evidence-import.ts'
import { columnsIn, readRows } from '../rules/evidence-import.ts'
import { insertEvidence, sourcesThere } from '../store/evidence.ts'
import { idsByNumber } from '../store/person.ts'
import { refreshEstimates } from './estimate.ts'

interface Asked {
  input: { file: File }
  context: OperationContext
}

const shownFaults = 200

/** Reads a file of evidence and says what would come of it, or what has to be put right. Nothing is written. */
export async function checkImport({ input: { file }, context: { db, scope } }: Asked) {
  const { encoding, rows, faulty, known } = await read(db, scope.bodyId, file)
  return {
    encoding,
    rows: rows.length,
    people: new Set(rows.map(({ personId }) => personId)).size,
    fresh: rows.length - known.size,
    known: known.size,
    refused: faulty.slice(0, shownFaults).map(({ line, column, fault }) => ({
      ...{ line, column: importColumns[column][0], message: cellFaults[fault] },
    })),
    refusedCount: faulty.length,
  }
}

/** Writes every row of a file down as evidence, or none; what the ledger has already is not written twice. */
export async function importEvidence({ input: { file }, context: { db, scope, note } }: Asked) {
  const { framework, rows, faulty, known } = await read(db, scope.bodyId, file)
  if (faulty.length > 0) throw new Refusal('invalid', 'still-wrong')
  const fresh = rows.filter(({ sourceId }) => !known.has(sourceId))
  const common = { framework, kind: 'import' as const, sourceKind: 'import', recordedBy: scope.personId }
  const recorded = await insertEvidence(
    db,
    scope.bodyId,
    fresh.map(({ line: _, number: __, ...row }) => ({ ...common, ...row, id: newId() })),
  )
  const people = [...new Set(fresh.map(({ personId }) => personId))]
  await refreshEstimates(db, scope.bodyId, people)
  note({ subjects: people, detail: { recorded, file: file.name } })
  return { recorded, known: known.size, people: people.length }
}

async function read(db: Db, bodyId: number, file: File) {
  const framework = await frameworkInUse(db, bodyId)
  if (!framework) throw new Refusal('unavailable', 'no-framework')
  const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()))
  const places = columnsIn(sheet.header)
  if (!places) throw new Refusal('invalid', 'columns')
  if (sheet.rows.length > importRowsMost) throw new Refusal('invalid', 'too-many-rows')
  const ids = await idsByNumber(db, bodyId)
  const skills = new Map(framework.skills.flatMap(({ code, name }) => [[code, code] as const, [name, code] as const]))
  const { rows, faulty } = readRows(places, sheet.rows, {
    ...{ numbers: new Set(ids.keys()), skills, today: dateInJapan(new Date()) },
  })
  const found = rows.map((row) => ({ ...row, personId: ids.get(row.number)!, sourceId: sourceOf(row) }))
  const known = await sourcesThere(
    db,
    bodyId,
    found.map(({ sourceId }) => sourceId),
  )
  return { encoding: sheet.encoding, framework: framework.code, rows: found, faulty, known }
}

/** A number made of what the row says: the same row in another file is the same evidence. */
function sourceOf({ number, skill, shownOn, note }: { number: string; skill: string; shownOn: string; note: string }) {
  const hash = createHash('sha256').update([number, skill, shownOn, note].join('\n')).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
