import { type Db, hotQuery } from '#server/db/transaction'

/** A document as an index look-up names it. */
export interface Found {
  id: string
  /** Which version of its row was found: a vector is read once a version. */
  version: string
  standing: number
}

const idBytes = 16
const versionBytes = 10
const foundBytes = idBytes + versionBytes + 4

/** The id and version written at `at` of the bytes whose hexadecimal digits are given. */
function namedAt(hex: string, at: number): { id: string; version: string } {
  const part = (from: number, to: number) => hex.slice((at + from) * 2, (at + to) * 2)
  const id = `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, idBytes)}`
  return { id, version: `${id}.${part(idBytes, idBytes + versionBytes)}` }
}

/** What search_candidates and search_matches give: id, version and standing, one document after the other. */
export function foundIn(base64: string | null): Found[] {
  const bytes = Buffer.from(base64 ?? '', 'base64')
  const hex = bytes.toString('hex')
  return Array.from({ length: bytes.length / foundBytes }, (_, i) => ({
    ...namedAt(hex, i * foundBytes),
    standing: bytes.readFloatBE((i + 1) * foundBytes - 4),
  }))
}

const vectorsText = `select encode(string_agg(uuid_send(d.id) || xidsend(d.xmin) || tidsend(d.ctid) || int4send(length(d.vector))
    || d.vector, ''::bytea), 'base64') as vectors
  from search_document d where d.body_id = $1 and d.id = any($2::uuid[])`

/** The packed vectors of documents as they stand now, each with the version it belongs to. */
export async function vectorsOf(
  db: Db,
  bodyId: number,
  ids: readonly string[],
): Promise<{ id: string; version: string; packed: Uint8Array }[]> {
  const [row] = await hotQuery<{ vectors: string | null }>(db, {
    name: 'search-vectors',
    text: vectorsText,
    values: [bodyId, ids],
  })
  const bytes = Buffer.from(row!.vectors ?? '', 'base64')
  const read = []
  for (let at = 0; at < bytes.length; ) {
    const start = at + idBytes + versionBytes + 4
    const end = start + bytes.readInt32BE(start - 4)
    // A copy: who keeps it does not keep the whole answer.
    read.push({ ...namedAt(bytes.toString('hex', at, start), 0), packed: new Uint8Array(bytes.subarray(start, end)) })
    at = end
  }
  return read
}
