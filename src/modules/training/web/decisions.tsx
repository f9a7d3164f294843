import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { formatDate, formatDateTime } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { courseFormNames } from '../contract/names.ts'
import { Delegates } from './delegates.tsx'
import { type ToDecide, useChange, useTraining } from './use-training.ts'
import { hoursWords } from './words.ts'

const rights = {
  head: '所属長として',
  delegate: '所属長の代理として',
  office: '期限を過ぎたため、DX推進課・人事として',
}

/** 受講の承認: what people of one's sections have asked for, and the reports they have written. */
export default function Decisions() {
  const api = useTraining()
  const open = useQuery(api.enrolment.toDecide.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading
        title="受講の承認"
        lead="所属の職員の申込みに答え、研修の報告を確かめます。期限までに答えがないと、DX推進課と人事にも回ります。"
      />
      {open.isPending && <Skeleton lines={8} />}
      {open.error && (
        <ErrorState onRetry={() => open.refetch()} requestId={problemIn(open.error)?.request_id}>
          {errorSentence(open.error)}
        </ErrorState>
      )}
      {open.data?.enrolments.length === 0 && (
        <EmptyState title="答えを待っている申込みはありません">新しい申込みがあると、お知らせが届きます。</EmptyState>
      )}
      <ul className="flex flex-col gap-4">
        {open.data?.enrolments.map((enrolment) => (
          <Waiting key={enrolment.id} enrolment={enrolment} />
        ))}
      </ul>
      <Delegates />
    </>
  )
}

function Waiting({ enrolment }: { enrolment: ToDecide }) {
  const api = useTraining()
  const { id, revision, person, course, cohort, state, words, report, decideBy, late, hoursThisYear, as } = enrolment
  const [refusing, setRefusing] = useState(false)
  const reported = state === 'reported'
  const agree = useChange(
    (): Promise<unknown> =>
      reported
        ? api.enrolment.confirm.call({ id, revision, complete: true, reason: '' })
        : api.enrolment.decide.call({ id, revision, approve: true, reason: '' }),
    () => (reported ? '修了を確かめました。本人に伝えました。' : '承認しました。本人に伝えました。'),
  )
  return (
    <li>
      <Card className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="text-std-18B-160">
            {person.name}
            <span className="ml-3 text-std-16N-170 text-solid-gray-700">{person.section}</span>
          </h2>
          <StatusBadge tone={reported ? 'information' : 'warning'}>
            {reported ? '報告の確認' : '申込みの承認'}
          </StatusBadge>
          {late && <StatusBadge tone="error">期限を過ぎています</StatusBadge>}
        </div>
        <p>
          <TextLink href={`/courses/${course.id}`}>{course.title}</TextLink>
          <span className="ml-3 text-solid-gray-700">
            {courseFormNames[course.form]}　{hoursWords(course.hours)}
            {cohort && `　${cohort.name}${cohort.startsAt ? `（${formatDate(cohort.startsAt)}から）` : ''}`}
          </span>
        </p>
        <p className="text-solid-gray-700">
          今年度の研修は、決まっているものを含めて{hoursWords(hoursThisYear)}です。
          {!reported && decideBy && `　答えの期限：${formatDateTime(decideBy)}`}　{rights[as]}答えます。
        </p>
        {words && (
          <blockquote className="border-l-4 border-solid-gray-420 pl-4 whitespace-pre-wrap">{words}</blockquote>
        )}
        {reported && <blockquote className="border-l-4 border-key-900 pl-4 whitespace-pre-wrap">{report}</blockquote>}
        {agree.error && <NotificationBanner tone="error" title={errorSentence(agree.error)} live />}
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" pending={agree.isPending} onClick={() => agree.mutate(undefined)}>
            {reported ? '修了とする' : '承認する'}
          </Button>
          <Button onClick={() => setRefusing(true)}>{reported ? '差し戻す' : '承認しない'}</Button>
        </div>
      </Card>
      {refusing && <RefuseDialog enrolment={enrolment} onClose={() => setRefusing(false)} />}
    </li>
  )
}

function RefuseDialog({ enrolment, onClose }: { enrolment: ToDecide; onClose: () => void }) {
  const api = useTraining()
  const { id, revision, state, person } = enrolment
  const reported = state === 'reported'
  const [reason, setReason] = useState('')
  const refuse = useChange(
    (): Promise<unknown> =>
      reported
        ? api.enrolment.confirm.call({ id, revision, complete: false, reason })
        : api.enrolment.decide.call({ id, revision, approve: false, reason }),
    () => '理由とともに、本人に伝えました。',
    onClose,
  )
  return (
    <FormDialog
      title={`${person.name}さんの${reported ? '報告を差し戻す' : '申込みを承認しない'}`}
      submit={reported ? '差し戻す' : '承認しない'}
      pending={refuse.isPending}
      error={refuse.error}
      onSubmit={() => refuse.mutate(undefined)}
      onClose={onClose}
    >
      <TextArea
        label={reported ? '足りないこと' : '理由'}
        required
        support="本人に伝わります。次にどうすればよいかも書いてください。"
        rows={4}
        limit={400}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
