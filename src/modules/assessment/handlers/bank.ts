import { type Bank, openBank } from '#engines/irt/bank'
import { resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { type GivenItem, itemsInUse } from '../store/item.ts'

/** The items in use that speak for the skills of the framework in use, each with the skill it speaks for there. */
export async function itemsBySkill(db: Db, bodyId: number): Promise<Map<string, GivenItem[]>> {
  const resolve = await resolverOf(db, bodyId)
  const bySkill = new Map<string, GivenItem[]>()
  for (const item of await itemsInUse(db, bodyId))
    for (const skill of resolve(item.framework, item.skill)) bySkill.set(skill, [...(bySkill.get(skill) ?? []), item])
  return bySkill
}

/** An item under the skill it counts for in a test. */
export type BankItem = Omit<GivenItem, 'framework'>

export interface SkillBank {
  bank: Bank
  items: ReadonlyMap<string, BankItem>
}

/**
 * The bank of a test on some skills. An item that speaks for two of them counts for the first. What the test asked already
 * is in it as it was asked, though it was retired, worded or reckoned anew since: answers never change what they say.
 */
export async function bankOf(
  db: Db,
  bodyId: number,
  skills: readonly string[],
  asked: readonly BankItem[] = [],
): Promise<SkillBank> {
  const bySkill = await itemsBySkill(db, bodyId)
  const items = new Map<string, BankItem>()
  for (const skill of skills)
    for (const item of bySkill.get(skill) ?? []) if (!items.has(item.code)) items.set(item.code, { ...item, skill })
  for (const item of asked) items.set(item.code, item)
  const bank = openBank(
    [...items.values()].map(({ code, skill, parameters, enemies, trial }) => ({
      ...{ id: code, parameters, enemies, trial, area: skill },
    })),
  )
  return { bank, items }
}
