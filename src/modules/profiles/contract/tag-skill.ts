import { z } from 'zod'
import { operation } from '#kernel/contract'
import { SkillCode } from './shapes.ts'

const permission = ['dx-office', 'administrator'] as const
const Tag = z.string().trim().min(1, 'タグの名前を書いてください。').max(60, '60文字までで書いてください。')

export const tagSkillContract = {
  list: operation({
    ...{ method: 'GET', path: '/tag-skills', label: 'タグがどのスキルを表すかを見る' },
    ...{ permission, effect: 'read' },
  })
    .input(z.object({}))
    .output(
      z.object({
        skills: z.array(z.object({ code: z.string(), name: z.string() })),
        tags: z.array(
          z.object({
            tag: z.string(),
            /** What comes with the product; undefined skills of another framework are left out. */
            shipped: z.array(z.string()),
            /** The city's own choice; null: it made none, and what is shipped counts. */
            own: z.array(z.string()).nullable(),
          }),
        ),
      }),
    ),

  save: operation({
    ...{ method: 'PUT', path: '/tag-skills', label: 'タグがどのスキルを表すかを決める' },
    ...{ permission, effect: 'change' },
    refusals: {
      'no-skill': 'そのスキルは今の枠組みにありません。画面を読み込み直して選んでください。',
      'no-framework': 'スキルの枠組みがまだ公開されていません。DX推進課が公開すると使えるようになります。',
    },
  })
    .input(
      z.object({
        tag: Tag,
        before: z.array(SkillCode).nullable().describe('見ていたときの市の設定。null は設定なし'),
        skills: z
          .array(SkillCode)
          .max(6, 'スキルは6つまで選べます。')
          .nullable()
          .describe('空は「どのスキルも表さない」、null は製品の設定に戻す'),
      }),
    )
    .output(z.object({})),
}
