import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '#server/db/transaction'
import { ShippedCatalogue } from '../content.ts'
import { insertCatalogue } from '../store/shipped.ts'

const file = join(import.meta.dirname, '../../../../data/training/catalogue.json')

const demoFile = join(import.meta.dirname, '../../../../data/demo/training/applications.json')

/** The demo's own content, to be parsed by its shape. */
export const readDemo = async (): Promise<unknown> => JSON.parse(await readFile(demoFile, 'utf8'))

/** The family whose skills the product's courses bring. */
const framework = 'city'

let read: Promise<ShippedCatalogue> | undefined

/** Gives every body (or the one) the courses of the product it does not have yet. Needs the owner's connection. */
export async function loadShippedCourses(db: Db, bodyId?: number): Promise<void> {
  read ??= readFile(file, 'utf8').then((text) => ShippedCatalogue.parse(JSON.parse(text)))
  await insertCatalogue(db, framework, await read, bodyId)
}
