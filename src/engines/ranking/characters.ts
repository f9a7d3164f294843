/** What a character (one code point of a normalised text) is to the search. */
export type Script = 'kanji' | 'katakana' | 'hiragana' | 'latin' | 'other'

const letter = /[\p{L}\p{N}\u{20000}-\u{3FFFF}]/u
const han = /[\p{sc=Han}々〆]/u

export function scriptOf(char: string): Script {
  const code = char.codePointAt(0)!
  if (code >= 0x3041 && code <= 0x309e) return 'hiragana'
  if ((code >= 0x30a1 && code <= 0x30fa) || code === 0x30fc) return 'katakana'
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) return 'latin'
  if (code < 0x80) return 'other'
  if (han.test(char)) return 'kanji'
  return letter.test(char) ? 'latin' : 'other'
}
