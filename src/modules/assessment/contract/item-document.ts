import { z } from 'zod'
import { Material } from './material.ts'
import { itemKinds } from './names.ts'

const Words = (most: number, what: string) =>
  z.string().trim().min(1, `${what}を書いてください。`).max(most, `${what}は${most}文字までです。`)

const Option = z.strictObject({
  key: z.string().regex(/^[a-h]$/, '選択肢の記号はaからhです。'),
  text: Words(110, '選択肢'),
  /** Why it is right, or what somebody believes who picks it. */
  rationale: Words(160, '選択肢の解説'),
  /** Of judgement items: 3 is best, 0 does harm. */
  score: z.int().min(0).max(3).optional(),
})

export const itemShape = z.strictObject({
  level: z.int().min(1, '水準は1から4です。').max(4, '水準は1から4です。'),
  kind: z.enum(itemKinds),
  stem: Words(400, '問い'),
  material: Material.optional(),
  options: z.array(Option).min(3, '選択肢を3つ以上書いてください。').max(8, '選択肢は8つまでです。'),
  /** Keys: the right one, all right ones, all in their right order, or the best one. */
  answer: z.array(z.string()).min(1, '正解を決めてください。'),
  /** What to take away for daily work; shown after the test. */
  explanation: Words(300, '仕事で生かすこと'),
  basis: Words(300, '正解の根拠'),
  difficulty: z.strictObject({
    /** On the scale of the population: half of all general staff would get it right at 0. */
    b: z.number('難しさを数字で入力してください。').min(-3, '難しさは-3から3です。').max(3, '難しさは-3から3です。'),
    reason: Words(200, '難しさの理由'),
  }),
  enemies: z.array(z.string()).max(10).optional(),
  seconds: z.int().min(10).max(300),
})

type Shape = z.infer<typeof itemShape>

/** What is wrong with the key of an item, by its kind; undefined when nothing is. */
function faultOf({ kind, options, answer, material }: Shape): string | undefined {
  const keys = options.map(({ key }) => key)
  if (new Set(keys).size < keys.length) return '選択肢の記号が重なっています。'
  if (new Set(options.map(({ text }) => text)).size < keys.length) return '同じ文の選択肢があります。'
  if (new Set(answer).size < answer.length || !answer.every((key) => keys.includes(key)))
    return '正解には、選択肢の記号を1回ずつ選んでください。'
  if (kind === 'single' && answer.length !== 1) return '正解を1つだけ選んでください。'
  if ((kind === 'multiple' || kind === 'spot') && (answer.length < 2 || answer.length === keys.length))
    return '正解は2つ以上、選択肢の数より少なくしてください。'
  if (kind === 'spot' && !material) return '危ないところを見つける問題には、資料が必要です。'
  if (kind === 'order' && answer.length !== keys.length) return 'すべての選択肢の正しい順番を決めてください。'
  if (kind === 'order' && answer.join() === keys.join()) return '正しい順番のまま並んでいます。並べ替えてください。'
  const scores = options.map(({ score }) => score)
  if (kind !== 'judgement')
    return scores.some((score) => score !== undefined) ? '点数は対応を選ぶ問題だけにつけます。' : undefined
  if (scores.some((score) => score === undefined)) return 'すべての選択肢に0から3の点数をつけてください。'
  const best = options.filter(({ score }) => score === 3)
  if (best.length !== 1 || answer.join() !== best[0]!.key) return '3点の選択肢を1つだけにし、それを正解にしてください。'
  return new Set(scores).size < 3 ? '点数は3通り以上使ってください。' : undefined
}

export const checkItem = (document: Shape, context: z.RefinementCtx): void => {
  const fault = faultOf(document)
  if (fault) context.addIssue({ code: 'custom', path: ['answer'], message: fault })
}

/** An item as it is written: everything but its code, its skill and its parameters. */
export const ItemDocument = itemShape.superRefine(checkItem)
export type ItemDocument = z.infer<typeof ItemDocument>
