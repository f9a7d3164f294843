import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { Material } from './material.ts'
import { ends, itemKinds } from './names.ts'

export const Subject = z.string().trim().min(1, '診断する領域かスキルを選んでください。').max(60)

const noFramework = 'スキルの枠組みがまだ公開されていません。DX推進課が公開すると使えるようになります。'

const Question = z.object({
  /** Sent back with the answer, so that an answer meant for another item does not count for this one. */
  turn: z.number().int(),
  kind: z.enum(itemKinds),
  stem: z.string(),
  material: Material.nullable(),
  options: z.array(z.object({ key: z.string(), text: z.string() })),
})

const State = z.object({
  id: Id,
  subject: z.string(),
  subjectName: z.string(),
  /** Null when the test has ended: its result is there. */
  question: Question.nullable(),
  answered: z.number().int(),
  /** 0 to 1: how much of the certainty that ends the test is reached. */
  certainty: z.number(),
  /** Enough is answered for a result, should the person stop here. */
  mayStop: z.boolean(),
})
export type AssessmentState = z.infer<typeof State>

const Offered = z.object({
  /** Code of the area or the skill. */
  subject: z.string(),
  name: z.string(),
  items: z.number().int(),
  minutes: z.number().int(),
  /** An open test to go on with. */
  open: z.object({ id: Id, answered: z.number().int(), startedAt: z.date() }).nullable(),
  /** The last one that was finished. */
  last: z.object({ id: Id, endedAt: z.date() }).nullable(),
  /** The day from which it may be taken again; null: today. */
  again: z.iso.date().nullable(),
})

const whose = z.object({ id: Id })

export const assessmentContract = {
  offer: operation({
    method: 'GET',
    path: '/assessments/offer',
    label: '受けられる診断を見る',
    permission: ownStaff,
    effect: 'read',
    refusals: { 'no-framework': noFramework },
  }).output(
    z.object({
      areas: z.array(Offered.extend({ description: z.string(), skills: z.array(Offered) })),
      /** Asked by others and not taken since. */
      invitations: z.array(
        z.object({ subject: z.string(), name: z.string(), by: z.string(), words: z.string(), at: z.date() }),
      ),
    }),
  ),

  start: operation({
    method: 'POST',
    path: '/assessments',
    label: '診断を始める',
    permission: ownStaff,
    effect: 'change',
    refusals: {
      'no-framework': noFramework,
      'no-subject': 'その領域・スキルは今の枠組みにありません。画面を読み込み直して選んでください。',
      'no-items': 'このスキルの問題がまだありません。DX推進課が問題を用意すると受けられます。',
      'too-soon': '同じ診断は、{day} から受けられます。続けて受けると、問題を覚えていて正しく測れないためです。',
    },
  })
    .input(z.object({ id: Id, subject: Subject }))
    .output(z.object({ id: Id })),

  get: operation({
    method: 'GET',
    path: '/assessments/one',
    label: '診断の続きを見る',
    permission: ownStaff,
    effect: 'read',
  })
    .input(whose)
    .output(State),

  answer: operation({
    method: 'POST',
    path: '/assessments/answers',
    label: '診断の問題に答える',
    permission: ownStaff,
    effect: 'change',
    limit: { count: 60, seconds: 60 },
    refusals: {
      over: 'この診断は終わっています。結果をご覧ください。',
      expired: 'この診断は始めてから時間がたったため、終わりました。ここまでの答えは結果に入っています。',
      'other-turn': 'この問題には、別の画面ですでに答えています。今の問題を表示します。',
      'not-an-answer': '選び方がこの問題に合っていません。画面を読み込み直して、選び直してください。',
    },
  })
    .input(
      z.object({
        id: Id,
        turn: z.number().int().min(1),
        given: z.array(z.string().max(4)).max(8).describe('選んだ記号（並べる問題では順番どおり）。わからないときは空'),
      }),
    )
    .output(State),

  stop: operation({
    method: 'POST',
    path: '/assessments/stop',
    label: '診断をここまでで終える',
    permission: ownStaff,
    effect: 'change',
    refusals: { over: 'この診断は終わっています。結果をご覧ください。' },
  })
    .input(whose)
    .output(z.object({})),

  result: operation({
    method: 'GET',
    path: '/assessments/result',
    label: '診断の結果を見る',
    permission: ownStaff,
    effect: 'view',
    refusals: { open: 'この診断はまだ終わっていません。続きから答えてください。' },
  })
    .input(whose)
    .output(
      z.object({
        subject: z.string(),
        subjectName: z.string(),
        startedAt: z.date(),
        endedAt: z.date(),
        end: z.enum(ends),
        answered: z.number().int(),
        unusual: z.boolean(),
        skills: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            items: z.number().int(),
            /** Null where too little was asked to say anything. */
            mean: z.number().nullable(),
            low: z.number().nullable(),
            high: z.number().nullable(),
            /** What a colleague can observe at the level, and at the next one. */
            level: z.number().int().nullable(),
            now: z.string(),
            next: z.string().nullable(),
            tags: z.array(z.string()),
          }),
        ),
        /** What to take away from the items that were missed. */
        lessons: z.array(z.object({ skill: z.string(), stem: z.string(), explanation: z.string() })),
      }),
    ),

  list: operation({
    method: 'GET',
    path: '/assessments',
    label: '自分の診断の一覧を見る',
    permission: ownStaff,
    effect: 'read',
  }).output(
    z.object({
      assessments: z.array(
        z.object({
          id: Id,
          subjectName: z.string(),
          startedAt: z.date(),
          endedAt: z.date().nullable(),
          end: z.enum(ends).nullable(),
          answered: z.number().int(),
        }),
      ),
    }),
  ),

  invite: operation({
    method: 'POST',
    path: '/assessments/invitations',
    label: '診断を受けるように案内する',
    permission: ['section-head', 'dx-office', 'hr'],
    effect: 'change',
    limit: { count: 60, seconds: 3600 },
    refusals: {
      'no-framework': noFramework,
      'no-subject': 'その領域・スキルは今の枠組みにありません。画面を読み込み直して選んでください。',
      'not-your-people': '案内できるのは、自分の所属の職員だけです。ほかの所属の職員はDX推進課に頼んでください。',
    },
  })
    .input(
      z.object({
        subject: Subject,
        personIds: z.array(Id).min(1, '案内する人を選んでください。').max(200, '一度に案内できるのは200人までです。'),
        words: z.string().trim().max(400, '添える言葉は400文字までです。').default(''),
      }),
    )
    .output(z.object({ invited: z.number().int() })),
}
