import { rowKinds } from '../contract/columns.ts'

/** What is wrong with a row before its words are looked at. */
export const strangeSentences = {
  kind: `種別は、${Object.values(rowKinds).join('・')}のどれかを書いてください。`,
  'no-heading': '種別が「枠組み」の行がありません。枠組みの名前と版を書いた行を1つ入れてください。',
  'heading-twice': '種別が「枠組み」の行が2つあります。1つだけ残してください。',
  'no-profile': 'この列の目標像の行（種別が「層」か「役割」）がありません。行を加えるか、列を消してください。',
} as const

/** For what a schema says in no words of ours: a value that is none of those known, or that is missing. */
export const unknownValue = '書き方が決まりに合いません。書き出したファイルの同じ列を見て、直してください。'

const listNames: Record<string, string> = { areas: '領域', skills: 'スキル', profiles: '目標像' }

/** Where something stands in a JSON file, in words. */
export const jsonPlace = (list: string, index: number, column: string) =>
  listNames[list] ? `${listNames[list]}の${index + 1}件目の${column}` : column
