import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import { staffContract } from '../contract.ts'
import { type Change, changeFrom, covers, type Dated, endOn } from '../rules/period.ts'
import { circleIn } from '../rules/tree.ts'
import { lockStaff } from '../store/as-of.ts'
import {
  codeTaken,
  historyOf,
  insertSection,
  neededAfter,
  type PeriodRow,
  periodsOf,
  sectionCode,
  sectionsOn,
  writePeriods,
} from '../store/section.ts'
import { exportSections } from './export.ts'
import { today } from './today.ts'

const sections = signedIn(staffContract.section)

/** The changed periods, or the refusal of a change that cannot be. */
function changed(change: Change<PeriodRow>, day: string): PeriodRow[] {
  if (change.status === 'not-held') throw new Refusal('conflict', 'not-held', { day })
  if (change.status === 'later-change') throw new Refusal('conflict', 'later-change', { day: change.day })
  return change.periods
}

async function ownPeriods(db: Db, id: string): Promise<PeriodRow[]> {
  await lockStaff(db)
  const periods = await periodsOf(db, id)
  if (periods.length === 0) throw new Refusal('missing', 'not-found')
  return periods
}

/** The one above must stand all that time, and no section may come to stand beneath itself. */
async function refuseParent(db: Db, id: string, parentId: string | null, span: Dated) {
  if (parentId === null) return
  if (!covers(await periodsOf(db, parentId), span)) throw new Refusal('invalid', 'no-parent', { day: span.from })
  const parents = new Map((await sectionsOn(db, span.from)).map((section) => [section.id, section.parentId]))
  if (circleIn(parents.set(id, parentId))) throw new Refusal('invalid', 'cycle')
}

export const sectionHandlers = {
  tree: sections.tree.handler(async ({ input, context: { db } }) => {
    const asOf = input.asOf ?? today()
    return { asOf, sections: await sectionsOn(db, asOf) }
  }),

  history: sections.history.handler(async ({ input, context: { db } }) => {
    const code = await sectionCode(db, input.id)
    if (code === undefined) throw new Refusal('missing', 'not-found')
    return { code, periods: await historyOf(db, input.id) }
  }),

  create: sections.create.handler(async ({ input, context: { db, scope, note } }) => {
    const { code, name, kana, kind, parentId, duties, from } = input
    await lockStaff(db)
    if (await codeTaken(db, code)) throw new Refusal('conflict', 'code-used', { code })
    const id = newId()
    await refuseParent(db, id, parentId, { from, to: null })
    await insertSection(db, scope.bodyId, id, code)
    const period = { sectionId: id, code, name, kana, kind, parentId, duties, from, to: null }
    await writePeriods(db, scope.bodyId, id, [period])
    note({ subjects: [id], detail: { code, from } })
    return { id }
  }),

  rename: sections.rename.handler(async ({ input, context: { db, scope, note } }) => {
    const { id, from, ...words } = input
    const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
    const periods = changed(changeFrom(await ownPeriods(db, id), from, said), from)
    await writePeriods(db, scope.bodyId, id, periods)
    note({ subjects: [id], detail: { from, name: input.name } })
    return {}
  }),

  move: sections.move.handler(async ({ input: { id, parentId, from }, context: { db, scope, note } }) => {
    const periods = changed(changeFrom(await ownPeriods(db, id), from, { parentId }), from)
    const moved = periods.find((period) => period.from === from)!
    await refuseParent(db, id, parentId, moved)
    await writePeriods(db, scope.bodyId, id, periods)
    note({ subjects: [id], detail: { from, parentId } })
    return {}
  }),

  end: sections.end.handler(async ({ input: { id, on }, context: { db, scope, note } }) => {
    const periods = changed(endOn(await ownPeriods(db, id), on), on)
    const needed = await neededAfter(db, id, on)
    if (needed.people > 0) throw new Refusal('conflict', 'has-people', { day: on, count: needed.people })
    if (needed.sections > 0) throw new Refusal('conflict', 'has-sections', { day: on, count: needed.sections })
    await writePeriods(db, scope.bodyId, id, periods)
    note({ subjects: [id], detail: { on } })
    return {}
  }),

  export: sections.export.handler(async ({ input, context: { db, note } }) => {
    const exported = await exportSections(db, input.asOf ?? today(), input.format)
    note({ detail: { rows: exported.rows, format: input.format } })
    return exported
  }),
}
