import { type Script, scriptOf } from './characters.ts'
import { foldKana } from './normalise.ts'
import { parameters } from './parameters.ts'
import { gramKey } from './term.ts'

export interface Gram {
  /** One or two characters, kana folded. */
  text: string
  /** Scripts of the characters before folding. */
  scripts: readonly [Script] | readonly [Script, Script]
  /** Index of its last character in the text. */
  at: number
}

const commonHiragana = new Set(parameters.commonHiragana.split(' '))

/** Single characters other than hiragana, and neighbouring pairs of characters, except the commonest hiragana pairs. */
export function* gramsOf(text: string): Generator<Gram> {
  let before = ''
  let at = 0
  let scriptBefore: Script = 'other'
  for (const char of text) {
    const script = scriptOf(char)
    const folded = foldKana(char)
    if (script !== 'other') {
      if (script !== 'hiragana') yield { text: folded, scripts: [script], at }
      if (scriptBefore !== 'other') {
        const pair = before + folded
        if (script !== 'hiragana' || scriptBefore !== 'hiragana' || !commonHiragana.has(pair))
          yield { text: pair, scripts: [scriptBefore, script], at }
      }
    }
    before = folded
    at += char.length
    scriptBefore = script
  }
}

/** Grams that weigh in ranking: of kanji, katakana and Latin letters; the others only decide what contains a word. */
export function weighs({ scripts }: Gram): boolean {
  return scripts.every((script) => script === 'kanji' || script === 'katakana')
}

/**
 * Keys that every document whose normalised text contains the normalised word is sure to have.
 * Pairs where there are any, else the single character; none for a single hiragana or for signs alone.
 */
export function requiredTerms(word: string): string[] {
  const pairs = new Set<string>()
  const singles = new Set<string>()
  for (const gram of gramsOf(stripLongVowels(word)))
    (gram.scripts.length === 2 ? pairs : singles).add(gramKey(gram.text))
  if (pairs.size === 0) return [...singles]
  // A single character is needed only where no pair covers it (as in a word with signs between).
  for (const single of singles) {
    const char = single.slice(2)
    if (![...pairs].some((pair) => pair.includes(char, 2))) pairs.add(single)
  }
  return [...pairs]
}

/** Words of three syllables and more are written with or without the final long vowel, 「サーバー」 and 「サーバ」: a gap stands for it. */
export function stripLongVowels(text: string): string {
  return text.replace(/([ァ-ヺー]{3,})ー(?![ァ-ヺー])/g, '$1 ')
}
