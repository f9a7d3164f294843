import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { formatDate, formatDateTime, formatNumber } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { courseFormNames, enrolmentStateNames, liveStates } from '../contract/names.ts'
import { ReportDialog } from './report-dialog.tsx'
import { SurveyDialog } from './survey-dialog.tsx'
import { type Own, useChange, useTraining } from './use-training.ts'
import { hoursWords, meetingWords, stateTones } from './words.ts'

/** One's own part in a course: where it stands, what is next, and what can be done now. */
export function OwnEnrolment({ enrolment }: { enrolment: Own }) {
  const { course, cohort, state, decideBy, reason, completedOn, ahead, surveyed, steps } = enrolment
  const [doing, setDoing] = useState<'report' | 'survey' | 'withdraw'>()
  const live = (liveStates as readonly string[]).includes(state)
  const meetings = cohort?.meetings ?? []
  const held = meetings.length === 0 || meetings.some(({ startsAt }) => startsAt < new Date())
  const reports = state === 'seated' && held && !(course.completion === 'attendance' && meetings.length > 0)
  return (
    <li>
      <Card className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="text-std-18B-160">
            <TextLink href={`/courses/${course.id}`}>{course.title}</TextLink>
          </h2>
          <StatusBadge tone={stateTones[state]}>{enrolmentStateNames[state]}</StatusBadge>
        </div>
        <p className="text-solid-gray-700">
          {courseFormNames[course.form]}　{hoursWords(course.hours)}
          {cohort && `　${cohort.name}`}
          {completedOn && `　${formatDate(completedOn)}に修了`}
        </p>
        {state === 'asked' && decideBy && (
          <p>{formatDateTime(decideBy)}までに答えがないと、DX推進課と人事にも回ります。</p>
        )}
        {state === 'waiting' && ahead !== null && (
          <p>空き待ちの順番は{formatNumber(ahead + 1)}番目です。今年度の研修の時間が少ない人から順に決まります。</p>
        )}
        {reason && <p>{reason}</p>}
        {cohort && cohort.meetings.length > 0 && (
          <ul className="flex flex-col gap-1">
            {cohort.meetings.map((meeting) => (
              <li key={meeting.id}>
                {meetingWords(meeting)}
                {meeting.place && `　${meeting.place}`}
                {meeting.link && state === 'seated' && (
                  <TextLink href={meeting.link} className="ml-3">
                    オンラインで参加する
                  </TextLink>
                )}
                {meeting.attended && '　出席しました'}
              </li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap gap-3">
          {reports && course.completion === 'test' && <TextLink href="/assessments">スキル診断を受ける</TextLink>}
          {reports && (
            <Button size="small" variant="primary" onClick={() => setDoing('report')}>
              「{course.title}」の報告を出す
            </Button>
          )}
          {(state === 'completed' || state === 'reported') && !surveyed && (
            <Button size="small" onClick={() => setDoing('survey')}>
              「{course.title}」のアンケートに答える
            </Button>
          )}
          {live && (
            <Button size="small" onClick={() => setDoing('withdraw')}>
              「{course.title}」を取りやめる
            </Button>
          )}
        </div>
        <Disclosure summary="これまでの経過">
          <ol className="flex flex-col gap-1">
            {steps.map((step) => (
              <li key={`${step.state}${step.at.getTime()}`}>
                {formatDateTime(step.at)}　{enrolmentStateNames[step.state]}
                {step.by && `（${step.by}）`}
                {step.reason && `　${step.reason}`}
              </li>
            ))}
          </ol>
        </Disclosure>
      </Card>
      {doing === 'report' && <ReportDialog enrolment={enrolment} onClose={() => setDoing(undefined)} />}
      {doing === 'survey' && <SurveyDialog enrolment={enrolment} onClose={() => setDoing(undefined)} />}
      {doing === 'withdraw' && <WithdrawDialog enrolment={enrolment} onClose={() => setDoing(undefined)} />}
    </li>
  )
}

function WithdrawDialog({ enrolment, onClose }: { enrolment: Own; onClose: () => void }) {
  const api = useTraining()
  const [reason, setReason] = useState('')
  const withdraw = useChange(
    () => api.enrolment.withdraw.call({ id: enrolment.id, revision: enrolment.revision, reason }),
    () => '取りやめました。空いた席は、待っている人に回ります。',
    onClose,
  )
  return (
    <FormDialog
      title={`「${enrolment.course.title}」を取りやめる`}
      submit="取りやめる"
      danger
      pending={withdraw.isPending}
      error={withdraw.error}
      onSubmit={() => withdraw.mutate(undefined)}
      onClose={onClose}
    >
      <TextArea
        label="理由（書かなくてもかまいません）"
        rows={2}
        limit={400}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
