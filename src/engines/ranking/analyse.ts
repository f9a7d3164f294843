import { createRequire } from 'node:module'
import { fold, type Letter, letter, letterOf, normalise } from './normalise.ts'

interface Token {
  surface: string
  baseForm: string
  partOfSpeech: string
  partOfSpeechSubcategory1: string
}
interface Tokenizer {
  tokenize(text: string): Token[]
}

let loaded: Tokenizer | undefined

/** The morphological analyser with its dictionary (about 145 MB, a quarter of a second): loaded once, when first used. */
function tokenizer(): Tokenizer {
  if (loaded) return loaded
  const { TokenizerBuilder } = createRequire(import.meta.url)('lindera-wasm-nodejs-ipadic')
  const builder = new TokenizerBuilder()
  builder.setDictionary('embedded://ipadic')
  builder.setMode('decompose') // compounds also by their parts: 電子申請 → 電子, 申請
  return (loaded = builder.build() as Tokenizer)
}

/** Loads the analyser now, so that the first reader does not wait for it. */
export const loadAnalyser = (): void => void tokenizer()

const content = /^(名詞|動詞|形容詞|副詞|未知語|UNK)/
const empty = new Set(['非自立', '代名詞', '接尾', '数', '特殊', '動詞非自立的', '助詞類接続'])
/** Words every question has; they say nothing of its subject. */
const idle = new Set(
  'する なる ある いる できる やる 行う 思う 知る 教える 下さる くださる いただく 頂く 願う お願い 困る 方法 場合 何 どう いつ どこ 事 こと 物 もの 為 ため 時 とき 所 ところ 件 点 現在 今 聞く わかる 分かる 言う いう'.split(
    ' ',
  ),
)

/** A long vowel at the end of a katakana word comes and goes: サーバー, サーバ. */
const trim = (word: string) => (word.length > 3 && /^[ァ-ヶー]+ー$/.test(word) ? word.slice(0, -1) : word)

/** Content words of a normalised text, by dictionary form, folded. Compounds give their parts. */
export function wordsOf(normal: string): string[] {
  const words: string[] = []
  for (const { surface, baseForm, partOfSpeech, partOfSpeechSubcategory1 } of tokenizer().tokenize(normal)) {
    if (!content.test(partOfSpeech) || empty.has(partOfSpeechSubcategory1)) continue
    const form = baseForm && baseForm !== '*' ? baseForm : surface
    if (idle.has(form) || !/[\p{L}\p{N}]/u.test(form)) continue
    words.push(fold(trim(form)))
    // 申し込む, 申込み and 申込 meet in their kanji.
    const kanji = form.replace(/[^\u3400-\u9fff\u3005]/g, '')
    if (kanji.length >= 2 && kanji.length < form.length) words.push(kanji)
  }
  return words
}

/** How much a pair of neighbouring letters tells, by what it is made of. */
export const gramClass = { kanji: 0, mixed: 1, single: 2, hiragana: 3, latin: 4 } as const

interface Gram {
  text: string
  kind: number
}

const pairKind = (a: Letter, b: Letter): number => {
  if (a === letter.hiragana && b === letter.hiragana) return gramClass.hiragana
  if (a === letter.latin && b === letter.latin) return gramClass.latin
  if (a === letter.hiragana || b === letter.hiragana) return gramClass.mixed
  return gramClass.kanji
}

/**
 * Neighbouring pairs of letters, and single kanji. Every pair is given except those of hiragana alone, which are mostly
 * grammar: so whatever contains a word has all the pairs of that word, save the purely hiragana ones.
 */
export function gramsOf(normal: string): Gram[] {
  const grams: Gram[] = []
  let before = ''
  let beforeKind: Letter = letter.other
  for (const char of normal) {
    const kind = letterOf(char.codePointAt(0)!)
    if (kind === letter.kanji) grams.push({ text: char, kind: gramClass.single })
    if (kind !== letter.other && beforeKind !== letter.other) {
      const pair = pairKind(beforeKind, kind)
      if (pair !== gramClass.hiragana) grams.push({ text: fold(before + char), kind: pair })
    }
    before = char
    beforeKind = kind
  }
  return grams
}

export const wordKey = (word: string) => `w${word}`
export const gramKey = (gram: string) => `g${gram}`
/** The key of a word that stands in the title: frequent words are looked up there first. */
export const titleKey = (word: string) => `t${word}`

/** The terms of one field's text, each with how often it stands there; `length` counts its words. */
export function analyse(text: string): { terms: Map<string, number>; words: string[]; length: number } {
  const normal = normalise(text)
  const words = wordsOf(normal)
  const terms = new Map<string, number>()
  const add = (key: string) => terms.set(key, (terms.get(key) ?? 0) + 1)
  for (const word of words) add(wordKey(word))
  for (const { text: gram } of gramsOf(normal)) add(gramKey(gram))
  return { terms, words, length: words.length }
}

/**
 * Keys that every document containing `word` (a run without spaces) has: for finding all documents with all words.
 * Empty when the word is of hiragana alone; such a word is found by its dictionary form.
 */
export function requiredKeys(word: string): string[] {
  const grams = gramsOf(normalise(word))
  const pairs = grams.filter(({ kind }) => kind !== gramClass.single)
  const keys = (pairs.length ? pairs : grams).map(({ text }) => gramKey(text))
  return [...new Set(keys.length ? keys : wordsOf(normalise(word)).map(wordKey))]
}
