import { dateInJapan } from '#kernel/fiscal-year'
import { notify } from '#modules/notices/public'
import { roleHolders } from '#modules/staff/public'
import { inEveryBody, type JobTask } from '#server/jobs'
import { termsEnding } from '../store/leader.ts'
import { endingSoon, toRemindOf } from '../store/recognition.ts'

/** So many days before a recognition or a term ends, who it concerns is told. */
const toldBefore = 90

/** Each morning: recognitions and terms that end within so many days; the person and the DX section are told, once. */
export const remindOfEnds: JobTask = (_, { pool }) =>
  inEveryBody(pool, async (db, bodyId) => {
    const today = dateInJapan(new Date())
    const ending = [
      ...(await endingSoon(db, bodyId, today, toldBefore)),
      ...(await termsEnding(db, bodyId, today, toldBefore)),
    ]
    const untold = await toRemindOf(
      db,
      bodyId,
      ending.map(({ id }) => id),
    )
    const office = untold.size > 0 ? await roleHolders(db, bodyId, 'dx-office') : []
    for (const { id, personId, name } of ending)
      if (untold.has(id))
        await notify(db, bodyId, [personId, ...office], {
          ...{ kind: 'expiring', subjectKind: 'recognition', subjectId: personId, title: name, actorName: '' },
        })
  })
