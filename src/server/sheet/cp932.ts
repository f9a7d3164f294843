/** Windows' Shift_JIS, which most municipal systems still read and write. Decoding is the platform's own. */

/** What other systems write for characters Windows maps differently: same glyphs, other code points. */
const sameGlyph: Record<string, string> = { '〜': '～', '−': '－', '‖': '∥', '¢': '￠', '£': '￡', '¬': '￢', '—': '―' }

let table: Map<string, number> | undefined

/** Every character of CP932, made by decoding all codes; of doubles Windows' choice is kept (IBM's over NEC's copies). */
function codes(): Map<string, number> {
  if (table) return table
  table = new Map()
  const decoder = new TextDecoder('shift_jis', { fatal: true })
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    if (lead >= 0xa0 && lead <= 0xdf) continue
    for (let trail = 0x40; trail <= 0xfc; trail++) {
      if (trail === 0x7f) continue
      let character: string
      try {
        character = decoder.decode(new Uint8Array([lead, trail]))
      } catch {
        continue
      }
      const necCopy = table.has(character) && table.get(character)! >> 8 >= 0xed && table.get(character)! >> 8 <= 0xee
      if ([...character].length === 1 && (!table.has(character) || necCopy)) table.set(character, lead * 256 + trail)
    }
  }
  for (const [other, own] of Object.entries(sameGlyph)) table.set(other, table.get(own)!)
  for (let byte = 0; byte < 0x80; byte++) table.set(String.fromCharCode(byte), byte)
  for (let byte = 0xa1; byte <= 0xdf; byte++) table.set(String.fromCharCode(0xff61 + byte - 0xa1), byte)
  return table
}

const segments = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** The distinct characters (with their variation selectors) that CP932 cannot hold, in order of appearance. */
export function missingInCp932(text: string): string[] {
  const known = codes()
  const found = new Set<string>()
  // Most texts have none: look at code points first, and cut into characters as seen only around a miss.
  for (const character of text) {
    if (known.has(character)) continue
    for (const { segment } of segments.segment(text)) {
      if ([...segment].some((part) => !known.has(part))) found.add(segment)
    }
    break
  }
  return [...found]
}

/** Bytes of the text; what CP932 cannot hold becomes 〓 (geta), the printer's mark of a missing character. */
export function encodeCp932(text: string): Buffer {
  const known = codes()
  const geta = known.get('〓')!
  const bytes = Buffer.alloc(text.length * 2)
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0)!
    // A variation selector only narrows the shape of the character before it.
    if ((point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef)) continue
    const code = known.get(character) ?? geta
    if (code > 0xff) bytes[length++] = code >> 8
    bytes[length++] = code & 0xff
  }
  return bytes.subarray(0, length)
}
