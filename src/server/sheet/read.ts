import { Refusal } from '#kernel/refusal'
import { readCsv } from './csv.ts'
import type { Encoding, Sheet } from './sheet.ts'
import { readXlsx } from './xlsx.ts'

/**
 * Reads a CSV or Excel file by what it is, whatever it is called. Everything unreadable is a Refusal whose reason
 * begins with `sheet-`; the sentences stand in the staff contract (`sheetRefusals`).
 */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.length === 0) throw new Refusal('invalid', 'sheet-empty')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(Buffer.from(bytes))
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    // Old Excel and encrypted new Excel share a container; the latter names its content inside.
    const encrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new Refusal('invalid', encrypted ? 'sheet-encrypted' : 'sheet-old-excel')
  }
  const { text, encoding } = decodeText(bytes)
  return readCsv(text, encoding)
}

const startsWith = (bytes: Uint8Array, start: number[]) => start.every((byte, i) => bytes[i] === byte)

/** UTF-8 is certain when it decodes; only then is CP932 tried, which accepts almost anything. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { text: decode('utf-8', bytes), encoding: 'utf-8-bom' }
  if (startsWith(bytes, [0xff, 0xfe])) return { text: decode('utf-16le', bytes), encoding: 'utf-16' }
  if (startsWith(bytes, [0xfe, 0xff])) return { text: decode('utf-16be', bytes), encoding: 'utf-16' }
  // A text has no NUL and hardly any control characters: what has is a picture, a PDF, a program.
  if (bytes.includes(0) || /^%PDF-/.test(Buffer.from(bytes.subarray(0, 5)).toString('latin1')))
    throw new Refusal('invalid', 'sheet-type')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: mostly('shift_jis', bytes), encoding: 'cp932' }
  }
}

/** A few characters that cannot be read stay as U+FFFD, so that whoever takes the rows can name their places. */
function mostly(encoding: string, bytes: Uint8Array): string {
  const text = new TextDecoder(encoding).decode(bytes)
  const lost = text.split('\ufffd').length - 1
  if (lost * 100 > text.length) throw new Refusal('invalid', 'sheet-encoding')
  return text
}

function decode(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('invalid', 'sheet-encoding')
  }
}
