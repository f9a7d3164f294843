import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Flag } from '#kernel/flag'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { askStates, askSteps, reasonSources } from './ask-names.ts'
import { Kind, ShortText, Status } from './shapes.ts'

/** Why a person: the source, its share of all reasons (they add up to 1), and what it rests on (titles, names, tags). */
export const Reason = z.object({
  source: z.enum(reasonSources),
  share: z.number().min(0).max(1),
  details: z.array(z.string()),
})

export const AskStep = z.enum(askSteps)
export const AskState = z.enum(askStates)
export type AskStep = z.infer<typeof AskStep>
export type AskState = z.infer<typeof AskState>
export type Reason = z.infer<typeof Reason>

const Person = z.object({ id: Id, name: z.string(), section: z.string() })

export const askContract = {
  list: operation({
    method: 'GET',
    path: '/asks',
    label: '自分に頼まれている質問を一覧する',
    permission: ownStaff,
    effect: 'read',
  })
    .input(
      z.object({
        open: Flag.default(true).describe('true は回答待ち、false は終わったもの'),
        before: Id.optional().describe('前のページの最後の番号'),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
    )
    .output(
      z.object({
        asks: z.array(
          z.object({
            id: Id,
            topic: z.object({ id: Id, kind: Kind, title: z.string(), status: Status, answerCount: z.number().int() }),
            step: AskStep,
            state: AskState,
            reasons: z.array(Reason),
            askedAt: z.date(),
            dueAt: z.date(),
            endedAt: z.date().nullable(),
          }),
        ),
        /** Set when there are more: the next page's `before`. */
        next: Id.optional(),
        openCount: z.number().int(),
      }),
    ),

  decline: operation({
    method: 'POST',
    path: '/asks/{id}/decline',
    label: '頼まれた質問を見送る',
    permission: ownStaff,
    effect: 'change',
    refusals: { ended: 'この依頼はすでに終わっているため、見送る必要はありません。' },
  })
    .input(z.object({ id: Id, reason: ShortText.max(500, '理由は500文字までです。').default('') }))
    .output(z.object({ state: AskState })),

  candidates: operation({
    method: 'GET',
    path: '/asks/candidates',
    label: '力になれる人を探す',
    permission: ownStaff,
    effect: 'read',
  })
    .input(
      z.object({
        text: z
          .string()
          .max(2000)
          .refine((text) => text.isWellFormed(), '読み取れない文字が含まれています。打ち直してください。'),
        audience: Id.nullable().default(null).describe('この所属の人だけから探す'),
        limit: z.coerce.number().int().min(1).max(10).default(3),
      }),
    )
    .output(z.object({ people: z.array(Person.extend({ reasons: z.array(Reason) })) })),

  forTopic: operation({
    method: 'GET',
    path: '/topics/{topicId}/asks',
    label: '質問が誰に届いたかを見る',
    permission: ownStaff,
    effect: 'read',
    refusals: { 'not-asker': '見られるのは、質問した人と見守り役（DX推進課）だけです。' },
  })
    .input(z.object({ topicId: Id }))
    .output(
      z.object({
        /** The step reached; null before the first. */
        step: AskStep.nullable(),
        /** When the next step begins if no answer comes; null when none will. */
        nextAt: z.date().nullable(),
        nextStep: AskStep.nullable(),
        counts: z.object({ asked: z.number().int(), waiting: z.number().int(), declined: z.number().int() }),
        /** By name for moderators; the asker sees counts only (null). */
        people: z
          .array(Person.extend({ step: AskStep, state: AskState, askedAt: z.date(), note: z.string() }))
          .nullable(),
      }),
    ),
}
