import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { Refusal } from '#kernel/refusal'
import { appendAudit } from '#server/audit'
import { transaction } from '#server/db/transaction'
import { readKept } from '#server/files/store'
import type { Route, RouteCall } from '#server/http/route'
import { refuseCrossSite } from '#server/http/security'
import { send } from '#server/http/server'
import { admitted, limit } from '#server/operations'
import { fileRefusals, uploadLabel } from '../contract/attachment.ts'
import { bring, examine } from '../handlers/attachment.ts'
import { attachmentById, contentOf } from '../store/attachment.ts'

const operation = 'attachment.upload'

/**
 * `POST /attachments?name=…` with the bytes of one file as its body: who sends is asked before anything is read, and no
 * transaction is open while a picture is painted.
 */
async function upload({ request, response, url, context, body }: RouteCall): Promise<void> {
  const { pool, config, requestId, bearer } = context
  if (bearer === 'session') refuseCrossSite(request)
  const scope = await admitted(context, { permission: ownStaff })
  await limit(context, scope.bodyId, `${operation} ${scope.personId}`, { count: 60, seconds: 600 })
  const bytes = await body(config.BANSO_ATTACHMENT_LIMIT * 1024 * 1024)
  const examined = await examine(bytes, url.searchParams.get('name') ?? '')
  const attachment = await transaction(pool, { bodyId: scope.bodyId }, async (db) => {
    const brought = await bring(db, scope, config, examined)
    const { id, mediaType, size } = brought
    const audited = { actor: scope.personId, operation, label: uploadLabel, effect: 'change', request: requestId }
    // It may be hung on an anonymous post yet, whose writer the record's screens would then name.
    await appendAudit(db, { ...audited, subjects: [id], detail: { mediaType, size }, veiled: true })
    return brought
  })
  response.setHeader('cache-control', 'no-store')
  send(response, 201, attachment)
}

/** `GET /attachments/{id}/{name}`: shown in place only when it is a picture we painted; everything else is saved. */
async function download({ request, response, rest, context }: RouteCall): Promise<void> {
  const scope = await admitted(context, { permission: ownStaff })
  const { bodyId } = scope
  const id = rest.split('/')[0]
  if (!Id.safeParse(id).success) throw new Refusal('missing', 'not-found')
  const reading = { bodyId, readOnly: true }
  const file = await transaction(context.pool, reading, (db) => attachmentById(db, scope, id!))
  if (!file) throw new Refusal('missing', 'not-found')
  const { name, media_type: mediaType, sha256 } = file
  const etag = `"${sha256.toString('hex')}"`
  response.setHeader('etag', etag)
  response.setHeader('cache-control', 'private, no-cache') // asked for each time: rights may have changed
  if (request.headers['if-none-match'] === etag) {
    response.statusCode = 304
    response.end()
    return
  }
  const content = await transaction(context.pool, reading, (db) => contentOf(db, bodyId, id!))
  const bytes = await readKept(context.config, bodyId, { sha256, content })
  if (!bytes) throw new Refusal('missing', 'file-lost')
  response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  const place = mediaType.startsWith('image/') ? 'inline' : 'attachment'
  response.setHeader('content-disposition', dispositionOf(place, name))
  response.setHeader('content-type', mediaType)
  response.setHeader('content-length', bytes.length)
  response.end(bytes)
}

/** RFC 6266: the name in UTF-8, and without what old clients cannot read. */
function dispositionOf(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

export const attachmentRoutes: Route[] = [
  { method: 'POST', path: '/attachments', refusals: fileRefusals, handle: upload },
  { method: 'GET', path: '/attachments/*', refusals: fileRefusals, handle: download },
]
