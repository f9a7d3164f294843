import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Flag } from '#kernel/flag'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { AttachmentIds, EditedAttachments } from './attachment.ts'
import { Author, Axis, Body, hasWords, postRefusals, ShortText, SubmitKey, Tag, TagName, Title } from './shapes.ts'

/** Hours saved a year as somebody measured them; null = not measured, which is not the same as none. */
export const HoursSaved = z
  .number('数字で入力してください。')
  .min(0, '0以上の数字で入力してください。')
  .max(1_000_000, '1,000,000時間までで入力してください。')
  .nullable()

const saysHow = {
  path: ['measured'],
  message: '削減時間をどう測ったかを書いてください。測っていないときは「未計測」を選びます。',
}
const measuredSaysHow = ({ hoursSaved, measured }: { hoursSaved: number | null; measured: string }) =>
  hoursSaved === null || measured !== ''

const Card = {
  title: Title,
  problem: z
    .string()
    .trim()
    .min(1, '困っていたことを書いてください。')
    .pipe(Body.max(5000, '5,000文字までで入力してください。')),
  steps: z
    .array(
      ShortText.min(1, '空の手順があります。書くか、消してください。').refine(
        hasWords,
        '空の手順があります。書くか、消してください。',
      ),
    )
    .min(1, '手順を1つ以上書いてください。')
    .max(30, '手順は30までです。まとめてください。'),
  effect: ShortText.min(1, '効果を書いてください。').refine(hasWords, '効果を書いてください。'),
  axis: Axis,
  hoursSaved: HoursSaved.default(null),
  measured: ShortText.default(''),
  cautions: ShortText.default(''),
  tags: z.array(TagName).max(5, 'タグは5つまでです。').default([]),
}

const Named = z.object({ id: Id, title: z.string() })

/** Sums that keep what was measured and what was not apart. `hoursSaved` is null when nothing was measured. */
const Effect = z.object({
  hoursSaved: z.number().nullable(),
  measured: z.number().int(),
  unmeasured: z.number().int(),
})

export const PracticeLine = Effect.extend({
  id: Id,
  title: z.string(),
  axis: Axis.nullable(),
  author: Author,
  tags: z.array(Tag),
  /** Sections that adopted it, the one that began it not among them. */
  sections: z.number().int(),
  adoptedByMine: z.boolean(),
  hidden: z.boolean(),
  createdAt: z.date(),
})

const order = z.enum(['adopted', 'hours', 'new']).default('adopted')

export const practiceContract = {
  list: operation({
    method: 'GET',
    path: '/practices',
    label: '事例を一覧する',
    permission: ownStaff,
    effect: 'read',
  })
    .input(
      z.object({
        axis: Axis.optional(),
        tag: Id.optional(),
        section: Id.optional().describe('この所属が始めたか、採用した事例'),
        mine: Flag.optional().describe('自分の所属が採用した事例'),
        order,
        page: z.coerce.number().int().min(1).max(1000).default(1),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
    )
    .output(z.object({ practices: z.array(PracticeLine), total: z.number().int() })),

  totals: operation({
    method: 'GET',
    path: '/practices/totals',
    label: '事例の広がりと効果を見る',
    permission: ownStaff,
    effect: 'read',
  }).output(
    z.object({
      practices: z.number().int(),
      adoptions: z.number().int(),
      /** Different sections that adopted anything. */
      sections: z.number().int(),
      ...Effect.shape,
      axes: z.array(Effect.extend({ axis: Axis.nullable(), practices: z.number().int(), adoptions: z.number().int() })),
    }),
  ),

  linked: operation({
    method: 'GET',
    path: '/topics/{topicId}/practices',
    label: '話題と事例のつながりを見る',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ topicId: Id }))
    .output(
      z.object({
        origin: Named.nullable().describe('この事例の元になった話題'),
        practices: z.array(Named).describe('この話題から作られた事例'),
        may: z.object({ create: z.boolean(), edit: z.boolean() }),
      }),
    ),

  outline: operation({
    method: 'GET',
    path: '/topics/{topicId}/practice-outline',
    label: '解決した話題から事例の下書きを作る',
    permission: ownStaff,
    effect: 'read',
    refusals: { unsolved: '解決していない話題からは、事例カードを作れません。' },
  })
    .input(z.object({ topicId: Id }))
    .output(
      z.object({
        title: z.string(),
        problem: z.string(),
        steps: z.array(z.string()),
        axis: Axis.nullable(),
        tags: z.array(z.string()),
      }),
    ),

  create: operation({
    method: 'POST',
    path: '/practices',
    label: '事例カードを書く',
    permission: ownStaff,
    effect: 'change',
    refusals: { ...postRefusals, unsolved: '元の話題がまだ解決していません。' },
    limit: { count: 20, seconds: 600 },
  })
    .input(
      z
        .object({
          ...Card,
          id: SubmitKey,
          originId: Id.nullable().default(null),
          attachments: AttachmentIds.default([]),
        })
        .refine(measuredSaysHow, saysHow),
    )
    .output(z.object({ id: Id })),

  edit: operation({
    method: 'PATCH',
    path: '/practices/{id}',
    label: '事例カードを書き直す',
    permission: ownStaff,
    effect: 'change',
    refusals: {
      ...postRefusals,
      'not-author': '書き直せるのは、書いた人、その所属の長、見守り役（DX推進課）です。',
    },
    limit: { count: 60, seconds: 600 },
  })
    .input(
      z
        .object({
          ...Card,
          id: Id,
          revision: z.number().int().describe('書き直す前に見ていた版'),
          attachments: EditedAttachments,
        })
        .refine(measuredSaysHow, saysHow),
    )
    .output(z.object({ revision: z.number().int() })),
}

const Section = z.object({ id: Id, name: z.string() })

export const adoptionContract = {
  list: operation({
    method: 'GET',
    path: '/practices/{topicId}/adoptions',
    label: '事例を採用した所属を見る',
    permission: ownStaff,
    effect: 'read',
  })
    .input(z.object({ topicId: Id }))
    .output(
      z.object({
        adoptions: z.array(
          z.object({
            section: Section,
            adoptedOn: z.string(),
            hoursSaved: z.number().nullable(),
            measured: z.string(),
            note: z.string(),
            mayChange: z.boolean(),
          }),
        ),
        /** Over the adoptions alone; what the beginning section saved stands on the card. */
        totals: Effect,
        /** The reader's sections that may still adopt it. */
        open: z.array(Section),
      }),
    ),

  set: operation({
    method: 'PUT',
    path: '/practices/{topicId}/adoptions/{sectionId}',
    label: '事例の採用を記録する',
    permission: ownStaff,
    effect: 'change',
    refusals: {
      'not-member': '採用を記録できるのは、その所属の人だけです。',
      own: 'この事例を始めた所属の効果は、事例カードの「削減時間」に書いてください。',
      future: '採用した日には、今日までの日付を入れてください。',
    },
    limit: { count: 60, seconds: 600 },
  })
    .input(
      z
        .object({
          topicId: Id,
          sectionId: Id,
          adoptedOn: z.iso.date('日付を入れてください。'),
          hoursSaved: HoursSaved.default(null),
          measured: ShortText.default(''),
          note: ShortText.default(''),
        })
        .refine(measuredSaysHow, saysHow),
    )
    .output(z.object({ added: z.boolean() })),

  remove: operation({
    method: 'DELETE',
    path: '/practices/{topicId}/adoptions/{sectionId}',
    label: '事例の採用の記録を取り消す',
    permission: ownStaff,
    effect: 'change',
    refusals: { 'not-member': '取り消せるのは、その所属の人と見守り役（DX推進課）だけです。' },
  })
    .input(z.object({ topicId: Id, sectionId: Id }))
    .output(z.object({ removed: z.boolean() })),
}
