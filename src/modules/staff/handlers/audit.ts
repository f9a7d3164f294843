import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { writeSheet } from '#server/sheet/write'
import { auditHeader } from '../contract/audit.ts'
import { veiledName } from '../contract/names.ts'
import { staffContract } from '../contract.ts'
import { type AuditRow, auditedEvents, namesOf } from '../store/audit.ts'
import { today } from './today.ts'

const audit = signedIn(staffContract.audit)

/** An export is made in memory. */
const limit = 100_000

/** Who did it, unless they kept their name back. */
const actorOf = ({ actor, veiled }: AuditRow['event']) => (veiled ? undefined : actor)

const idsIn = (rows: readonly AuditRow[]) =>
  rows.flatMap(({ event }) => [actorOf(event), ...(event.subjects ?? [])]).filter((id) => id !== undefined)

export const auditHandlers = {
  list: audit.list.handler(async ({ input, context: { db, scope, note } }) => {
    const rows = await auditedEvents(db, scope, { ...input, limit: input.limit + 1 })
    const page = rows.slice(0, input.limit)
    const names = await namesOf(db, scope, idsIn(page))
    const { limit: _, ...asked } = input
    note({ detail: asked })
    const entries = page.map(({ seq, at, event }) => {
      const actor = actorOf(event)
      return {
        seq,
        at: at.toISOString(),
        actor: actor ? { id: actor, name: names.get(actor) ?? '' } : null,
        veiled: event.veiled ?? false,
        operation: event.operation,
        label: event.label,
        effect: event.effect,
        subjects: (event.subjects ?? []).map((id) => ({ id, name: names.get(id) ?? null })),
        detail: event.detail ?? {},
        request: event.request ?? null,
      }
    })
    const last = page.at(-1)
    return { entries, ...(rows.length > input.limit && last ? { next: last.seq } : {}) }
  }),

  export: audit.export.handler(async ({ input: { format, reason, ...filter }, context: { db, scope, note } }) => {
    const found = await auditedEvents(db, scope, { ...filter, limit: limit + 1 })
    if (found.length > limit) throw new Refusal('conflict', 'too-many-rows', { limit })
    const names = await namesOf(db, scope, idsIn(found))
    const named = (id: string) => names.get(id) ?? id
    const rows = found.map(({ seq, at, event }) => [
      String(seq),
      at.toLocaleString('sv-SE', { timeZone: 'Asia/Tokyo' }),
      named(actorOf(event) ?? (event.veiled ? veiledName : '')),
      event.label,
      event.operation,
      (event.subjects ?? []).map(named).join(' '),
      event.detail ? JSON.stringify(event.detail) : '',
      event.request ?? '',
    ])
    const { bytes, mediaType, extension, missing } = await writeSheet(
      { name: 'audit', header: auditHeader, rows },
      format,
    )
    note({ detail: { ...filter, reason, rows: rows.length } })
    return {
      name: `audit-${today()}.${extension}`,
      mediaType,
      base64: bytes.toString('base64'),
      rows: rows.length,
      missing,
    }
  }),
}
