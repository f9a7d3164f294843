import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { FrameworkCode } from './document.ts'
import { faultSentences } from './editing.ts'
import { editors } from './framework.ts'

const common = { permission: editors, effect: 'change' } as const

/** Which words of a thing changed; a level's number or an example's place follows `level-` and `example-`. */
const Change = z.object({ field: z.string(), before: z.string(), after: z.string() })
export type Change = z.infer<typeof Change>

const Named = z.object({ code: z.string(), name: z.string() })
const Changed = Named.extend({ changes: z.array(Change) })
const TargetChange = Named.extend({ before: z.number().nullable(), after: z.number().nullable() })

export const Difference = z.object({
  heading: z.array(Change),
  areas: z.object({ added: z.array(Named), dropped: z.array(Named), changed: z.array(Changed) }),
  skills: z.object({
    added: z.array(Named),
    dropped: z.array(Named),
    reworded: z.array(Changed),
    /** Into another area, by the areas' names. */
    moved: z.array(Named.extend({ before: z.string(), after: z.string() })),
  }),
  profiles: z.object({
    added: z.array(Named),
    dropped: z.array(Named),
    changed: z.array(Changed.extend({ targets: z.array(TargetChange) })),
  }),
  /** Whether what stands in both stands in another order. */
  reordered: z.boolean(),
  same: z.boolean(),
})
export type Difference = z.infer<typeof Difference>

const Side = z.object({
  id: z.string(),
  code: z.string(),
  version: z.string(),
  name: z.string(),
  levels: z.array(z.string()),
})

export const frameworkPublishing = {
  compare: operation({
    ...{ method: 'GET', path: '/framework-differences', label: '枠組みの2つの版を比べる' },
    permission: 'signed-in',
    effect: 'read',
  })
    .input(z.object({ from: Id, to: Id }))
    .output(Difference.extend({ from: Side, to: Side })),
  publish: operation({
    ...{ method: 'POST', path: '/frameworks/{id}/publication', label: '枠組みを公開する' },
    ...common,
    refusals: {
      published: 'この版は、すでに公開されています。',
      empty: 'スキルが1つもないため、公開できません。スキルを加えてください。',
      stale: '確かめている間に、ほかの人が下書きを直しました。変わった点を見直してから、もう一度公開してください。',
      ...faultSentences,
    },
  })
    .input(
      z.object({
        id: Id,
        changes: z.number().int().describe('確かめたときの変更の数（framework.get の changes）'),
        note: z.string().trim().max(400, '公開の理由は400文字までです。').default(''),
        use: z.boolean().default(true).describe('公開と同時に、この版を使い始めます'),
      }),
    )
    .output(z.object({ dropped: z.array(Named) })),
  use: operation({
    ...{ method: 'PUT', path: '/frameworks/{id}/use', label: '枠組みのこの版を使う' },
    ...common,
    refusals: { 'not-published': '公開中の版だけを使えます。廃止した版や下書きは選べません。' },
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
  retire: operation({
    ...{ method: 'POST', path: '/frameworks/{id}/retirement', label: '枠組みの版を廃止する' },
    ...common,
    refusals: {
      'in-use': 'いま使われている版は廃止できません。先に、ほかの版を使うようにしてください。',
      'not-published': '公開中の版ではありません。画面を読み込み直してください。',
    },
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
  choose: operation({
    ...{ method: 'PUT', path: '/main-framework', label: '主に使う枠組みを決める' },
    ...common,
    refusals: { 'not-in-use': 'この枠組みには、使われている版がありません。先に版を公開してください。' },
  })
    .input(z.object({ code: FrameworkCode }))
    .output(z.object({})),
}
