import type { Db } from '#server/db/transaction'
import { corresponding } from '../rules/crosswalk.ts'
import { linksOf } from '../store/crosswalk.ts'
import { mainFramework } from '../store/main.ts'
import { type StoredVersion, versionId, versionOf } from '../store/version.ts'

/** A version's levels, areas, skills and profiles, as other modules need them. */
export type Framework = StoredVersion

/** What was published never changes again, but for being in use or retired, which is not read from here. */
const known = new Map<string, Framework>()
const mostKnown = 500

/** A version by its id, also a draft (for a preview of what publishing it would change). */
export async function frameworkOf(db: Db, bodyId: number, id: string): Promise<Framework | undefined> {
  const key = `${bodyId} ${id}`
  const kept = known.get(key)
  if (kept) return kept
  const found = await versionOf(db, bodyId, id)
  if (found && found.state !== 'draft') {
    if (known.size >= mostKnown) known.clear()
    known.set(key, found)
  }
  return found
}

/** The version in use of a family, or of the one the body chose as its main one; undefined when none is in use. */
export async function frameworkInUse(db: Db, bodyId: number, code?: string): Promise<Framework | undefined> {
  const id = await versionId(db, bodyId, code ?? (await mainFramework(db, bodyId)))
  return id === undefined ? undefined : frameworkOf(db, bodyId, id)
}

/**
 * Codes of the skills in use that a skill stands for today: of an older version (by its code, or by what took its
 * place), or of another framework (by the crosswalk). Empty when nothing corresponds: then its evidence is kept apart.
 */
export async function resolverOf(db: Db, bodyId: number) {
  return resolver(db, bodyId, await frameworkInUse(db, bodyId))
}

/** The same for a version that is not in use (a draft with what it says corresponds): what it would make of evidence. */
export async function resolverTo(db: Db, bodyId: number, version: Framework) {
  return resolver(db, bodyId, version, version.id)
}

async function resolver(db: Db, bodyId: number, version: Framework | undefined, draftId?: string) {
  const links = version ? await linksOf(db, bodyId, draftId) : []
  const wanted = version && { framework: version.code, skills: new Set(version.skills.map(({ code }) => code)) }
  return (framework: string, skill: string): string[] =>
    wanted ? corresponding({ framework, skill }, wanted, links) : []
}
