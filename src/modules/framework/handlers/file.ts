import { dateInJapan } from '#kernel/fiscal-year'
import { mayModerate } from '#kernel/permission'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { writeSheet } from '#server/sheet/write'
import { FrameworkDocument } from '../contract/document.ts'
import { frameworkContract } from '../contract.ts'
import { compare } from '../rules/compare.ts'
import { tableOf } from '../rules/sheet.ts'
import { insertVersion, versionId, versionOf } from '../store/version.ts'
import { readFrameworkFile } from './reading.ts'

const operations = signedIn(frameworkContract.framework)
const shownRefusals = 200

interface Given {
  file: File
  version?: string | undefined
}

/** The file against what is there. */
async function checked(db: Db, { bodyId }: Scope, { file, version }: Given) {
  const read = await readFrameworkFile(new Uint8Array(await file.arrayBuffer()))
  const document = read.document && version !== undefined ? { ...read.document, version } : read.document
  const taken = document && (await versionId(db, bodyId, document.code, document.version)) !== undefined
  return { ...read, document, versionTaken: taken ?? false }
}

export const frameworkFile = {
  export: operations.export.handler(async ({ input: { id, format }, context: { db, scope, note } }) => {
    const version = await versionOf(db, scope.bodyId, id)
    if (!version || (version.state === 'draft' && !mayModerate(scope.roles))) throw new Refusal('missing', 'not-found')
    const name = `framework-${version.code}-${version.version}-${dateInJapan(new Date())}`
    const rows = version.skills.length
    note({ detail: { framework: version.code, version: version.version, format } })
    if (format === 'json') {
      const bytes = Buffer.from(`${JSON.stringify(FrameworkDocument.parse(version), null, 1)}\n`)
      const mediaType = 'application/json'
      return { name: `${name}.json`, mediaType, base64: bytes.toString('base64'), rows, missing: [] }
    }
    const { bytes, mediaType, extension, missing } = await writeSheet({ name, ...tableOf(version) }, format)
    return { name: `${name}.${extension}`, mediaType, base64: bytes.toString('base64'), rows, missing }
  }),

  check: operations.check.handler(async ({ input, context: { db, scope } }) => {
    const { encoding, document, refused, versionTaken } = await checked(db, scope, input)
    const usedId = document && (await versionId(db, scope.bodyId, document.code))
    const used = usedId === undefined ? undefined : await versionOf(db, scope.bodyId, usedId)
    const { code, version, name, areas, skills, profiles } = document ?? {}
    return {
      encoding,
      found:
        areas && skills && profiles
          ? {
              code: code!,
              version: version!,
              name: name!,
              areas: areas.length,
              skills: skills.length,
              profiles: profiles.length,
            }
          : null,
      versionTaken,
      difference: document && used ? compare(used, document) : null,
      refused: refused.slice(0, shownRefusals),
      refusedCount: refused.length,
    }
  }),

  import: operations.import.handler(async ({ input, context: { db, scope, note } }) => {
    const { document, refused } = await checked(db, scope, input)
    if (!document || refused.length > 0) throw new Refusal('invalid', 'file-refused', { count: refused.length })
    const baseId = await versionId(db, scope.bodyId, document.code)
    const how = { bodyId: scope.bodyId, shipped: false, published: false, by: scope.personId }
    const [id] = await insertVersion(db, document, { ...how, ...(baseId === undefined ? {} : { baseId }) })
    if (!id) throw new Refusal('conflict', 'version-taken', { version: document.version })
    note({ detail: { framework: document.code, version: document.version, skills: document.skills.length } })
    return { id }
  }),
}
