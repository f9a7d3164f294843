import { sentence } from '#kernel/contract'
import { Refusal } from '#kernel/refusal'
import { decodeText, readSheet } from '#server/sheet/read'
import { FrameworkDocument } from '../contract/document.ts'
import { faultSentences } from '../contract/editing.ts'
import { jsonPlace, strangeSentences, unknownValue } from '../messages/file.ts'
import { faultsOf } from '../rules/faults.ts'
import { columnOf, readTable } from '../rules/sheet.ts'

/** Something to be put right; no line where the file has none (JSON). */
export interface FileRefusal {
  line: number | null
  column: string
  message: string
}

export interface ReadFile {
  encoding: string
  document: FrameworkDocument | undefined
  refused: FileRefusal[]
}

type PlaceOf = (path: readonly PropertyKey[]) => { line: number | null; column: string }

/** Reads a framework from JSON, CSV or Excel, told apart by what stands in it. */
export async function readFrameworkFile(bytes: Uint8Array): Promise<ReadFile> {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  if (/^(\xef\xbb\xbf)?\s*[{[]/.test(start)) {
    const { text, encoding } = decodeText(bytes)
    return { encoding, ...sound(parsed(text), placeInJson) }
  }
  const sheet = await readSheet(bytes)
  const table = readTable(sheet.header, sheet.rows)
  if (!table) throw new Refusal('invalid', 'file-columns')
  const strange = table.strange.map(({ place, what }) => ({
    ...{ line: what === 'no-profile' ? sheet.headerLine : place.line, column: place.column },
    message: strangeSentences[what],
  }))
  const { document, refused } = sound(table.document, table.placeOf)
  // Without its own row everything the row would say is missing: once is enough.
  const missing = strange.some(({ message }) => message === strangeSentences['no-heading'])
  const rest = missing ? refused.filter(({ line }) => line !== 1) : refused
  return {
    encoding: sheet.encoding,
    document: strange.length > 0 ? undefined : document,
    refused: once([...strange, ...rest]),
  }
}

/** The code of a skill is read once for itself and once for each target: what is wrong with it is said once. */
function once(refused: readonly FileRefusal[]): FileRefusal[] {
  const keyed = new Map(refused.map((one) => [`${one.line} ${one.column} ${one.message}`, one]))
  return [...keyed.values()]
}

/** The framework, or all that keeps it from being one. */
function sound(given: unknown, placeOf: PlaceOf): Omit<ReadFile, 'encoding'> {
  const result = FrameworkDocument.safeParse(given)
  if (!result.success) {
    const refused = result.error.issues.map(({ path, message, code }) => ({
      ...placeOf(path),
      message: code === 'invalid_value' || code === 'invalid_type' ? unknownValue : message,
    }))
    return { document: undefined, refused }
  }
  const lists = { area: 'areas', skill: 'skills', profile: 'profiles' } as const
  const refused = faultsOf(result.data).map(({ fault, code, at: { kind, place, column } }) => ({
    ...placeOf([lists[kind], place, column]),
    message: sentence(fault, { code }, faultSentences),
  }))
  return { document: refused.length > 0 ? undefined : result.data, refused }
}

const placeInJson: PlaceOf = ([list, index, field, part]) => ({
  line: null,
  column: jsonPlace(String(list), Number(index), columnOf(typeof index === 'number' ? field : list, part)),
})

/** A framework as it is handed out, or a data file of the product with one in it. */
function parsed(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const position = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? text.length)
    throw new Refusal('invalid', 'file-json', { line: text.slice(0, position).split('\n').length })
  }
  const inner = (value as { framework?: unknown } | null)?.framework
  return inner ?? value
}
