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
const variantCodes = new Set([...variants.keys()].map((char) => char.charCodeAt(0)))

// A base character with what combines with it: NFKC of a text is NFKC of each of these, so offsets stay known.
const cluster = /[\s\S][\u3099\u309A\uFF9E\uFF9F\p{M}]*/uy
const ignored = /[\uFE00-\uFE0F\u200B-\u200D\u2060\uFEFF\u00AD\p{Cc}]|[\u{E0100}-\u{E01EF}]/gu

/** Most characters of a Japanese text: they stay as they are. */
function isPlain(code: number): boolean {
  if (code < 0x7f) return code >= 0x20
  if (code < 0x3400) return (code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fc && code !== 0x30fb)
  return code <= 0x9fff && !variantCodes.has(code)
}

/** The same by a look-up, for runs of such characters. */
const plain = Uint8Array.from({ length: 0x10000 }, (_, code) => (isPlain(code) ? 1 : 0))

/** Where the run of plain characters that begins at `at` ends; its last one may still combine with what follows. */
function endOfRun(source: string, at: number): number {
  let end = at
  while (plain[source.charCodeAt(end)] === 1) end++
  return end > at && !standsApart(source.charCodeAt(end)) ? end - 1 : end
}

/** Characters that never combine with the one before them. */
function standsApart(code: number): boolean {
  return isPlain(code) || (code >= 0x3000 && code <= 0x3020) || (code >= 0xff01 && code <= 0xff9d) || !(code >= 0)
}

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

/** Forms of single units such as full-width letters, which come again and again. */
const known = new Map<string, string>()

function formOf(part: string, before: string): string {
  if (part.length > 1 || /[ゝゞヽヾ]/.test(part)) return normaliseCluster(part, before)
  const form = known.get(part) ?? normaliseCluster(part, before)
  known.set(part, form)
  return form
}

// Iteration marks of kana stand for the character before them: いすゞ is いすず.
function repeated(mark: string, before: string | undefined): string {
  if (!before || !/[ぁ-ゖァ-ヺ]/.test(before)) return mark
  const plain = before.normalize('NFD').charAt(0)
  return (mark === 'ゞ' || mark === 'ヾ' ? `${plain}\u3099` : plain).normalize('NFC')
}

/** NFKC, lower case, a space for any white space, variants of characters and dashes as one; offsets are kept. */
export function normalise(original: string): Normalised {
  const source = original.toWellFormed()
  let origins = new Uint32Array(source.length + 1)
  let text = ''
  let last = ''
  const room = (units: number) => {
    if (text.length + units < origins.length) return
    const longer = new Uint32Array(2 * (text.length + units) + 1)
    longer.set(origins)
    origins = longer
  }
  for (let at = 0; at < source.length; ) {
    const end = endOfRun(source, at)
    if (end > at) {
      room(end - at)
      for (let from = at, to = text.length; from < end; ) origins[to++] = from++
      text += source.slice(at, end).toLowerCase()
      last = text.at(-1)!
      at = end
      continue
    }
    cluster.lastIndex = at
    const part = cluster.exec(source)![0]
    const form = formOf(part, last)
    room(form.length)
    origins.fill(at, text.length, text.length + form.length)
    text += form
    last = form.at(-1) ?? last
    at += part.length
  }
  origins[text.length] = original.length
  return { text, origins: origins.subarray(0, text.length + 1) }
}

/** The same without offsets, for what is only indexed. */
export function normaliseText(original: string): string {
  return normalise(original).text
}

/** Katakana as hiragana and the small ヶ as け, so that ゴミ and ごみ, 茅ヶ崎 and 茅ケ崎 meet. One unit for one. */
export function foldKana(text: string): string {
  return text.replace(/[ァ-ヶ]+/g, (run) => {
    let result = ''
    for (let i = 0; i < run.length; i++) {
      const code = run.charCodeAt(i)
      result += code === 0x30f6 ? 'け' : code === 0x30f5 ? 'か' : String.fromCharCode(code - 0x60)
    }
    return result
  })
}
