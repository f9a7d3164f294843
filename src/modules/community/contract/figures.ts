import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'

/** The headline figures: what each is called and how it is computed. */
export const figureNames = {
  solvedAtOnce: {
    name: 'その場で解決した割合',
    definition:
      '入力中の候補または検索結果で「これで解決した」を選んだ件数 ÷（その件数＋投稿された質問・困りごとの件数）。同じ人・同じ話題は1日1件と数えます。',
  },
  firstAnswer: {
    name: '最初の回答までの時間（中央値）',
    definition:
      '投稿から、投稿した人以外の最初の回答までの開庁時間（土日・祝日・年末年始を除く）の中央値。まだ回答のないものは含まず、件数を別に示します。',
  },
  solution: {
    name: '解決までの時間（中央値）',
    definition:
      '投稿から、最初に回答が採用されるまでの開庁時間の中央値。まだ解決していないものは含まず、件数を別に示します。',
  },
  helped: {
    name: '助けられた人の割合',
    definition:
      'ほかの人の回答を受け取った人と「これで解決した」を選んだ人（重複を除く）÷ 期間の終わりの日に在職する職員数。',
  },
  askers: { name: '質問した人', definition: '期間中に質問・困りごとを投稿した人の数（匿名を含む。重複を除く）。' },
  answerers: { name: '回答した人', definition: '期間中に回答した人の数（匿名を含む。重複を除く）。' },
  gini: {
    name: '回答の偏り（ジニ係数）',
    definition: '回答した人の間での回答数の偏り。0 は全員が同じ数、1 に近いほど一部の人に集中しています。',
  },
  top5: { name: '上位5人の割合', definition: '回答数の多い5人の回答が、すべての回答に占める割合。' },
} as const

export type FigureCode = keyof typeof figureNames

/**
 * One figure. `value` is null when nothing was counted or, with `withheld`, when it rests on fewer than five people.
 * `count` is what it rests on (questions, people or answers), `open` what has no value yet (still unanswered).
 */
export const Figure = z.object({
  name: z.string(),
  definition: z.string(),
  unit: z.enum(['share', 'hours', 'people', 'index']),
  value: z.number().nullable(),
  count: z.number().int().nullable(),
  open: z.number().int().optional(),
  withheld: z.boolean(),
})
export type Figure = z.infer<typeof Figure>

const Figures = z.object({
  solvedAtOnce: Figure,
  firstAnswer: Figure,
  solution: Figure,
  helped: Figure,
  askers: Figure,
  answerers: Figure,
  gini: Figure,
  top5: Figure,
})

export const figuresContract = {
  get: operation({
    method: 'GET',
    path: '/figures',
    label: 'コミュニティの指標を見る',
    permission: ownStaff,
    effect: 'read',
    refusals: { period: '期間は、始まりの日から終わりの日まで、10年以内で指定してください。' },
  })
    .input(
      z.object({
        from: z.iso.date().optional().describe('始まりの月の日。月の初めからに揃えます。省くと終わりの月までの12か月'),
        to: z.iso
          .date()
          .optional()
          .describe('終わりの月の日。月の終わりまで（今月なら今日まで）に揃えます。省くと今日'),
        section: Id.optional().describe('この所属とその下の所属だけ'),
      }),
    )
    .output(
      z.object({
        from: z.string(),
        to: z.string(),
        /** When it was computed. */
        at: z.date(),
        section: z.object({ id: Id, name: z.string() }).nullable(),
        figures: Figures,
        /**
         * Lorenz curve of answering: of the answerers, beginning with those who answered least, the share `people` gave
         * the share `answers`. Empty when withheld.
         */
        lorenz: z.array(z.object({ people: z.number(), answers: z.number() })),
        trend: z.array(
          z.object({
            month: z.string().describe('2026-04'),
            asked: z.number().int().nullable(),
            solvedAtOnce: z.number().nullable(),
            firstAnswer: z.number().nullable(),
            solution: z.number().nullable(),
            /** Fewer than five people: nothing is shown of the month. */
            withheld: z.boolean(),
          }),
        ),
      }),
    ),
}
