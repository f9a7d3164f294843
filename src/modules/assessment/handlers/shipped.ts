import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '#server/db/transaction'
import { SkillItems } from '../content.ts'
import { assumedParameters } from '../rules/parameters.ts'
import { insertShipped, type ShippedItem } from '../store/shipped.ts'

const folder = join(import.meta.dirname, '../../../../data/assessment/items')

/** The family whose skills the product's items are on. */
const framework = 'city'

let read: Promise<ShippedItem[]> | undefined
async function shipped(): Promise<ShippedItem[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.flatMap((text) => {
    const { skill, items } = SkillItems.parse(JSON.parse(text))
    return items.map(({ code, ...document }) => ({ code, skill, document, parameters: assumedParameters(document) }))
  })
}

/** Gives every body (or the one) the items of the product it does not have yet. Needs the owner's connection. */
export async function loadShippedItems(db: Db, bodyId?: number): Promise<void> {
  read ??= shipped()
  await insertShipped(db, framework, await read, bodyId)
}
