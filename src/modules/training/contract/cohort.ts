import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { catalogueEditors } from './course.ts'
import { enrolmentStates } from './names.ts'
import { Day, Line, Link, Revision, Words } from './shapes.ts'

const Instant = z.coerce.date('日時を書いてください。')

const Meeting = z
  .object({
    id: Id,
    startsAt: Instant,
    endsAt: Instant,
    place: Line(120).default(''),
    link: Link.default(''),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, {
    ...{ path: ['endsAt'], message: '終わりは、始まりより後にしてください。' },
  })

/** A holding of a course as it is written and read. */
export const CohortDocument = z
  .object({
    name: Line(80).min(1, '開催の名前を書いてください（例：第1回）。'),
    seats: z.coerce
      .number()
      .int()
      .min(1, '定員は1人以上です。')
      .max(100_000)
      .nullable()
      .default(null)
      .describe('定員。空なら決めない'),
    framed: z.coerce.number().int().min(0).max(100_000).default(0).describe('定員のうち、所属の推薦の枠'),
    applyUntil: Day,
    note: Words(400).default(''),
    meetings: z.array(Meeting).max(40, '開催日は40までにしてください。'),
  })
  .superRefine(({ seats, framed, meetings, applyUntil }, context) => {
    if (framed > (seats ?? 0))
      context.addIssue({ code: 'custom', path: ['framed'], message: '推薦の枠は、定員の中で決めてください。' })
    const first = meetings.map(({ startsAt }) => startsAt.getTime()).sort((a, b) => a - b)[0]
    if (first !== undefined && new Date(first + 9 * 3_600_000).toISOString().slice(0, 10) < applyUntil)
      context.addIssue({
        ...{ code: 'custom', path: ['applyUntil'], message: '申込みの締切は、最初の開催日までにしてください。' },
      })
  })
export type CohortDocument = z.infer<typeof CohortDocument>

const Counts = z.object({ seated: z.number().int(), waiting: z.number().int(), asked: z.number().int() })

export const cohortContract = {
  list: operation({
    ...{ method: 'GET', path: '/courses/{courseId}/cohorts', label: '研修の開催を一覧する' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(z.object({ courseId: Id }))
    .output(
      z.object({
        cohorts: z.array(
          z.object({
            id: Id,
            revision: Revision,
            document: CohortDocument,
            cancelled: z.string().nullable(),
            counts: Counts,
            /** The reader's own part in it. */
            own: z.enum(enrolmentStates).nullable(),
            open: z.boolean(),
          }),
        ),
        /** The reader heads a section, and so may send its people. */
        mayRecommend: z.boolean(),
      }),
    ),

  create: operation({
    ...{ method: 'POST', path: '/courses/{courseId}/cohorts', label: '研修の開催を登録する' },
    ...{ permission: catalogueEditors, effect: 'change' },
    refusals: { retired: 'この研修は一覧から外れています。戻してから、開催を登録してください。' },
  })
    .input(z.object({ courseId: Id, id: Id, document: CohortDocument }))
    .output(z.object({ id: Id })),

  save: operation({
    ...{ method: 'PUT', path: '/cohorts/{id}', label: '研修の開催を書き直す' },
    ...{ permission: catalogueEditors, effect: 'change' },
    refusals: { 'fewer-seats': 'すでに{seated}人の受講が決まっています。定員をそれより少なくはできません。' },
  })
    .input(z.object({ id: Id, revision: Revision, document: CohortDocument }))
    .output(z.object({ revision: Revision })),

  cancel: operation({
    ...{ method: 'POST', path: '/cohorts/{id}/cancellation', label: '研修の開催を取りやめる' },
    ...{ permission: catalogueEditors, effect: 'change' },
    refusals: { over: 'この開催は、もう取りやめになっています。' },
  })
    .input(z.object({ id: Id, reason: Line(300).min(1, '取りやめる理由を書いてください。受講者に伝わります。') }))
    .output(z.object({ told: z.number().int() })),

  roster: operation({
    ...{ method: 'GET', path: '/cohorts/{id}/roster', label: '研修の受講者の名簿を見る' },
    ...{ permission: catalogueEditors, effect: 'view' },
  })
    .input(z.object({ id: Id }))
    .output(
      z.object({
        course: z.object({ id: Id, title: z.string() }),
        name: z.string(),
        meetings: z.array(
          z.object({ id: Id, startsAt: z.date(), endsAt: z.date(), place: z.string(), code: z.string() }),
        ),
        people: z.array(
          z.object({
            enrolmentId: Id,
            personId: Id,
            name: z.string(),
            section: z.string(),
            state: z.enum(enrolmentStates),
            recommended: z.boolean(),
            report: z.string(),
            attended: z.array(Id),
          }),
        ),
      }),
    ),

  attend: operation({
    ...{ method: 'POST', path: '/meetings/{meetingId}/attendance', label: '研修の出席を記録する' },
    ...{ permission: catalogueEditors, effect: 'change' },
    refusals: { 'not-yet': 'まだ始まっていません。当日になってから記録してください。' },
  })
    .input(z.object({ meetingId: Id, present: z.array(Id).max(5000), absent: z.array(Id).max(5000) }))
    .output(z.object({ completed: z.number().int() })),
}
