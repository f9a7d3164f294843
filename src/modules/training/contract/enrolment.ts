import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Flag } from '#kernel/flag'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { applyWays, completions, courseForms, enrolmentStates } from './names.ts'
import { Line, PageNumber, Revision, Words } from './shapes.ts'

const Course = z.object({ id: Id, title: z.string(), form: z.enum(courseForms), hours: z.number() })
const Meeting = z.object({
  ...{ id: Id, startsAt: z.date(), endsAt: z.date(), place: z.string(), link: z.string(), attended: z.boolean() },
})
const Step = z.object({ state: z.enum(enrolmentStates), by: z.string(), reason: z.string(), at: z.date() })

const Own = z.object({
  id: Id,
  revision: Revision,
  course: Course.extend({ completion: z.enum(completions), applyBy: z.enum(applyWays), url: z.string() }),
  cohort: z.object({ id: Id, name: z.string(), meetings: z.array(Meeting) }).nullable(),
  state: z.enum(enrolmentStates),
  askedAt: z.date(),
  decideBy: z.date().nullable(),
  reason: z.string(),
  report: z.string(),
  completedOn: z.string().nullable(),
  /** How many stand before them for a seat. */
  ahead: z.number().int().nullable(),
  surveyed: z.boolean(),
  steps: z.array(Step),
})

const moved = {
  moved: 'この受講の状態は、もう変わっています。画面を読み込み直してください。',
}

export const enrolmentContract = {
  apply: operation({
    ...{ method: 'POST', path: '/enrolments', label: '研修に申し込む' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: {
      retired: 'この研修は、いまは申し込めません。',
      'no-cohort': 'この研修は、開催を選んで申し込みます。',
      closed: 'この開催の申込みは締め切られています。ほかの開催を選んでください。',
      cancelled: 'この開催は取りやめになりました。',
      already: 'この研修には、もう申し込んでいます。「自分の研修」で確かめてください。',
      'not-open':
        'この研修は、「{skill}」が水準{level}以上と分かっている人が始められます。スキル診断を受けてみてください。',
      'other-section': '推薦できるのは、自分の所属の職員です。',
      self: '自分を推薦することはできません。自分の申込みをしてください。',
    },
    limit: { count: 60, seconds: 3600 },
  })
    .input(
      z.object({
        id: Id.describe('この申込みの番号（UUID）。同じ番号は一度だけ受け付けます'),
        courseId: Id,
        cohortId: Id.nullable().default(null),
        words: Words(400).default(''),
        personId: Id.optional().describe('所属長が職員を推薦するとき'),
      }),
    )
    .output(z.object({ id: Id, state: z.enum(enrolmentStates) })),

  mine: operation({
    ...{ method: 'GET', path: '/enrolments/mine', label: '自分の研修を見る' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(z.object({ ended: Flag.default(false), page: PageNumber }))
    .output(
      z.object({
        total: z.number().int(),
        pageSize: z.number().int(),
        hoursThisYear: z.number(),
        enrolments: z.array(Own),
      }),
    ),

  toDecide: operation({
    ...{ method: 'GET', path: '/enrolments/to-decide', label: '承認を待つ受講の申込みを見る' },
    ...{ permission: ownStaff, effect: 'view' },
  })
    .input(z.object({}))
    .output(
      z.object({
        enrolments: z.array(
          z.object({
            id: Id,
            revision: Revision,
            person: z.object({ id: Id, name: z.string(), section: z.string() }),
            course: Course,
            cohort: z.object({ name: z.string(), startsAt: z.date().nullable() }).nullable(),
            state: z.enum(enrolmentStates),
            words: z.string(),
            report: z.string(),
            askedAt: z.date(),
            decideBy: z.date().nullable(),
            late: z.boolean(),
            hoursThisYear: z.number(),
            /** By which right the reader may answer. */
            as: z.enum(['head', 'delegate', 'office']),
          }),
        ),
      }),
    ),

  decide: operation({
    ...{ method: 'POST', path: '/enrolments/{id}/decision', label: '受講の申込みに答える' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: {
      ...moved,
      'not-yours': 'この申込みに答えられるのは、所属長とその代理です。期限を過ぎると、DX推進課と人事も答えられます。',
      'say-why': '承認しないときは、理由を書いてください。本人に伝わります。',
    },
  })
    .input(z.object({ id: Id, revision: Revision, approve: z.boolean(), reason: Line(400).default('') }))
    .output(z.object({ state: z.enum(enrolmentStates) })),

  withdraw: operation({
    ...{ method: 'POST', path: '/enrolments/{id}/withdrawal', label: '受講を取りやめる' },
    ...{ permission: ownStaff, effect: 'change', refusals: moved },
  })
    .input(z.object({ id: Id, revision: Revision, reason: Line(400).default('') }))
    .output(z.object({})),

  attend: operation({
    ...{ method: 'POST', path: '/attendance', label: '研修に出席する（当日のコード）' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: {
      'no-meeting': 'このコードの研修は、いま開かれていません。会場で示されたコードと、時間を確かめてください。',
      'not-seated': 'この研修の受講者になっていません。会場の担当者に伝えてください。',
    },
    limit: { count: 20, seconds: 600 },
  })
    .input(z.object({ code: z.string().trim().min(4, '会場で示されたコードを入れてください。').max(12) }))
    .output(z.object({ title: z.string(), state: z.enum(enrolmentStates) })),

  report: operation({
    ...{ method: 'POST', path: '/enrolments/{id}/report', label: '研修の報告を出す' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: {
      ...moved,
      'no-test': '申し込んだ後のスキル診断の結果が、まだありません。診断を受けてから、もう一度押してください。',
    },
  })
    .input(
      z.object({
        ...{ id: Id, revision: Revision },
        text: Words(4000).min(1, '何を学び、仕事でどう使うかを書いてください。'),
      }),
    )
    .output(z.object({ state: z.enum(enrolmentStates) })),

  confirm: operation({
    ...{ method: 'POST', path: '/enrolments/{id}/confirmation', label: '研修の修了を確かめる' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: {
      ...moved,
      'not-yours': '修了を確かめられるのは、所属長とその代理、DX推進課、人事です。',
      'say-why': '差し戻すときは、足りないことを書いてください。本人に伝わります。',
    },
  })
    .input(z.object({ id: Id, revision: Revision, complete: z.boolean(), reason: Line(400).default('') }))
    .output(z.object({ state: z.enum(enrolmentStates) })),

  survey: operation({
    ...{ method: 'POST', path: '/enrolments/{id}/survey', label: '受講後のアンケートに答える' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: { 'not-over': 'アンケートは、研修が終わってから答えられます。' },
  })
    .input(
      z.object({
        id: Id,
        useful: z.coerce.number().int().min(1).max(5),
        fitting: z.coerce.number().int().min(1).max(5),
        words: Words(800).default(''),
      }),
    )
    .output(z.object({})),

  delegates: operation({
    ...{ method: 'GET', path: '/approval-delegates', label: '承認の代理を見る' },
    ...{ permission: ownStaff, effect: 'read' },
  })
    .input(z.object({}))
    .output(
      z.object({
        heads: z.boolean(),
        delegates: z.array(
          z.object({ id: Id, name: z.string(), from: z.string(), to: z.string(), reason: z.string() }),
        ),
      }),
    ),

  delegate: operation({
    ...{ method: 'POST', path: '/approval-delegates', label: '承認の代理を決める' },
    ...{ permission: ownStaff, effect: 'change' },
    refusals: {
      'not-a-head': '承認の代理を決められるのは、所属長です。',
      'not-staff': '代理にできるのは、いま在職している職員です。',
      self: '自分を代理にはできません。',
      order: '終わりの日は、始まりの日より後にしてください。',
    },
  })
    .input(
      z.object({
        ...{ id: Id, personId: Id },
        from: z.iso.date(),
        to: z.iso.date(),
        reason: Line(200).default(''),
      }),
    )
    .output(z.object({ id: Id })),

  undelegate: operation({
    ...{ method: 'DELETE', path: '/approval-delegates/{id}', label: '承認の代理をやめる' },
    ...{ permission: ownStaff, effect: 'change' },
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
}
