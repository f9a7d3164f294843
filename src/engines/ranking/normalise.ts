/** A text in the form that is searched, and where each of its UTF-16 units came from. */
export interface Normalised {
  text: string
  /** For each unit of `text`, and one past its end, the index in the original text. */
  origins: Uint32Array
}

// One character for one: variants that people do not mean as different. Dashes are not among the long vowel marks.
const variants = new Map<string, string>()
for (const [to, from] of [
  ['-', '‐‑‒–—―−'],
  ['~', '〜'],
  ['高', '髙'],
  ['崎', '﨑碕'],
  ['沢', '澤'],
  ['浜', '濱濵'],
  ['辺', '邊邉'],
  ['斎', '齋'],
  ['斉', '齊'],
  ['広', '廣'],
  ['国', '國'],
  ['桜', '櫻'],
  ['徳', '德'],
  ['吉', '𠮷'],
] as const)
  for (const variant of from) variants.set(variant, to)

// A base character with what combines with it: NFKC of a text is NFKC of each of these, so offsets stay known.
const cluster = /[\s\S](?:[\uDC00-\uDFFF])?[\u3099\u309A\uFF9E\uFF9F\p{M}]*/gu
const simple = /^[\u0020-\u007E\u3001-\u3096\u30A1-\u30FA\u30FC\u3400-\u9FFF\n]*$/
const ignored = /[\uFE00-\uFE0F\u200B-\u200D\u2060\uFEFF\u00AD\p{Cc}]|[\u{E0100}-\u{E01EF}]/gu

function normaliseCluster(part: string, before: string): string {
  const folded = part
    .normalize('NFKC')
    .toLowerCase()
    .replace(ignored, (c) => (/\s/.test(c) ? ' ' : ''))
  let result = ''
  for (const char of folded) {
    if (/[ゝゞヽヾ]/.test(char)) result += repeated(char, result.at(-1) ?? before)
    else result += variants.get(char) ?? (/\s/.test(char) ? ' ' : char)
  }
  return result
}

// Iteration marks of kana stand for the character before them: いすゞ is いすず.
function repeated(mark: string, before: string | undefined): string {
  if (!before || !/[ぁ-ゖァ-ヺ]/.test(before)) return mark
  const plain = before.normalize('NFD').charAt(0)
  return (mark === 'ゞ' || mark === 'ヾ' ? `${plain}\u3099` : plain).normalize('NFC')
}

/** NFKC, lower case, one space for any white space, variants of characters and dashes as one; offsets are kept. */
export function normalise(original: string): Normalised {
  const origins: number[] = []
  let text = ''
  for (const match of original.toWellFormed().matchAll(cluster)) {
    const part = match[0]
    const form = part.length === 1 && simple.test(part) ? part.toLowerCase() : normaliseCluster(part, text.at(-1) ?? '')
    const safe = form === '\n' ? ' ' : form
    for (let i = 0; i < safe.length; i++) origins.push(match.index)
    text += safe
  }
  origins.push(original.length)
  return { text, origins: Uint32Array.from(origins) }
}

/** The same without offsets, for what is only indexed. */
export function normaliseText(original: string): string {
  return normalise(original).text
}

/** Katakana as hiragana and the small ヶ as け, so that ゴミ and ごみ, 茅ヶ崎 and 茅ケ崎 meet. One unit for one. */
export function foldKana(text: string): string {
  let result = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x30f6) result += 'け'
    else if (code === 0x30f5) result += 'か'
    else if (code >= 0x30a1 && code <= 0x30f4) result += String.fromCharCode(code - 0x60)
    else result += text[i]
  }
  return result
}
