import { citySynonyms, loadSynonyms, type Synonyms } from '#engines/ranking/synonyms'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import { searchContract } from '../contract.ts'
import { listSynonyms, removeSynonym, saveSynonym } from '../store/synonym.ts'

const operations = signedIn(searchContract.synonym)

/** A body's own synonyms, kept for half a minute: another node's change is seen within that. */
const kept = new Map<number, { synonyms: Synonyms; until: number }>()
const keepMilliseconds = 30_000

/** The general synonyms and the city's own. */
export async function dictionariesOf(db: Db, bodyId: number): Promise<readonly Synonyms[]> {
  const general = await loadSynonyms()
  const now = Date.now()
  const known = kept.get(bodyId)
  if (known && known.until > now) return [known.synonyms, general]
  const synonyms = citySynonyms((await listSynonyms(db, bodyId)).map(({ words }) => words))
  kept.set(bodyId, { synonyms, until: now + keepMilliseconds })
  return [synonyms, general]
}

export const synonymHandlers = {
  list: operations.list.handler(async ({ context: { db, scope } }) => ({
    synonyms: await listSynonyms(db, scope.bodyId),
  })),

  save: operations.save.handler(async ({ input, context: { db, scope, note } }) => {
    await saveSynonym(db, scope.bodyId, input.id, input.words)
    kept.delete(scope.bodyId)
    note({ subjects: [input.id] })
    return {}
  }),

  remove: operations.remove.handler(async ({ input, context: { db, scope, note } }) => {
    if (!(await removeSynonym(db, scope.bodyId, input.id))) throw new Refusal('missing', 'not-found')
    kept.delete(scope.bodyId)
    note({ subjects: [input.id] })
    return {}
  }),
}
