import { scriptOf } from './characters.ts'
import { foldKana } from './normalise.ts'
import { parameters } from './parameters.ts'
import { type Token, tokens } from './tokenizer.ts'

export interface Word {
  /** As it stands in the text. */
  surface: string
  /** What variants of the word have in common: base form, kana folded, okurigana and final long vowel dropped. */
  form: string
  /** Index in the text. */
  at: number
  /** How much it says of what is meant, 0…1; 0 for words that are not indexed. */
  weight: number
}

const { faintWeight, verbWeight } = parameters.words
const nounsOut = new Set(['代名詞', '非自立', '特殊', '接続詞的', '動詞非自立的', '引用文字列'])
const stopWords = new Set(parameters.words.stop.split(' '))
const faintWords = new Set(parameters.words.faint.split(' '))

function carriesMeaning({ partOfSpeech, partOfSpeechSubcategory1: kind = '' }: Token): boolean {
  if (partOfSpeech === '名詞') return !nounsOut.has(kind)
  if (partOfSpeech === '動詞' || partOfSpeech === '形容詞') return kind === '自立'
  return partOfSpeech === 'UNK'
}

/**
 * Okurigana go where two kanji remain: all of a verb's, those between kanji and a last one (申し込み, 申込み and 申込む are
 * 申込; 行う and 行く stay apart, 粗大ごみ stays whole). The final long vowel goes where three kana remain (サーバー is
 * サーバ), then katakana become hiragana.
 */
export function wordForm(base: string, verb = false): string {
  if (compound.test(base) || (verb && compoundVerb.test(base))) return base.replace(/[ぁ-ゖ]/g, '')
  return foldKana(/^[ァ-ヺー]{3,}ー$/.test(base) ? base.slice(0, -1) : base)
}

/** Hiragana that end a verb's stem and so may stand, or not, between two kanji of a compound; no particle is among them. */
export const betweenKanji = '[いきしちひみりぎじびけせめれげぜべえわっ]'
const compound = new RegExp(
  `^([\\p{sc=Han}々]+${betweenKanji}{1,2}[\\p{sc=Han}々]+[ぁ-ゖ]*|[\\p{sc=Han}々]{2,}[ぁ-ゖ])$`,
  'u',
)
const compoundVerb = /^[\p{sc=Han}々]{2,}[ぁ-ゖ]+$/u

/** Content words of a normalised text. */
export function* wordsOf(text: string): Generator<Word> {
  let from = 0
  for (const token of tokens(text)) {
    const at = text.indexOf(token.surface, from)
    from = (at < 0 ? from : at) + token.surface.length
    if (!carriesMeaning(token)) continue
    const base = token.baseForm && token.baseForm !== '*' ? token.baseForm : token.surface
    if ([...base].every((char) => scriptOf(char) === 'other')) continue
    if (base.length === 1 && scriptOf(base) === 'hiragana') continue
    const verb = token.partOfSpeech === '動詞'
    const weight = stopWords.has(base) ? 0 : (faintWords.has(base) ? faintWeight : 1) * (verb ? verbWeight : 1)
    yield { surface: token.surface, form: wordForm(base, verb), at: Math.max(at, 0), weight }
  }
}
