import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '#server/db/transaction'
import { ShippedFramework } from '../content.ts'
import type { FrameworkDocument } from '../contract/document.ts'
import { insertVersion } from '../store/version.ts'

const folder = join(import.meta.dirname, '../../../../data/framework')

/** What comes with the product; of a family the version to be used stands first. */
const files = ['city-1', 'dss-p-2.0', 'dss-p-1.2', 'dss-l']

let read: Promise<FrameworkDocument[]> | undefined
const shipped = () =>
  (read ??= Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, `${file}.json`), 'utf8')
      return ShippedFramework.parse(JSON.parse(text)).framework
    }),
  ))

/**
 * Gives every body (or the one) the frameworks of the product it does not have yet, published. By family and version:
 * what is there, also a city's own version of that label, is never changed. Needs the owner's connection.
 */
export async function loadShippedFrameworks(db: Db, bodyId?: number): Promise<void> {
  for (const framework of await shipped())
    await insertVersion(db, framework, { ...(bodyId === undefined ? {} : { bodyId }), shipped: true, published: true })
}
