import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { enrolmentStateNames } from '../contract/names.ts'
import { Apply } from './apply.tsx'
import { CohortDialog } from './cohort-dialog.tsx'
import { RecommendDialog } from './recommend-dialog.tsx'
import { type Cohort, type Course, useChange, useTraining } from './use-training.ts'
import { meetingWords, stateTones } from './words.ts'

/** One holding: when and where, how full, and how to get in. */
export function CohortItem(props: { course: Course; cohort: Cohort; mayRecommend: boolean }) {
  const { course, cohort, mayRecommend } = props
  const { id, document, cancelled, counts, own, open } = cohort
  const { name, seats, framed, applyUntil, note, meetings } = document
  const [doing, setDoing] = useState<'edit' | 'cancel' | 'recommend'>()
  const full = seats !== null && counts.seated >= seats
  const again = own === null || own === 'withdrawn' || own === 'declined' || own === 'missed'
  return (
    <li>
      <Card className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <h3 className="text-std-18B-160">{name}</h3>
          {cancelled !== null && <StatusBadge tone="error">取りやめ</StatusBadge>}
          {own && <StatusBadge tone={stateTones[own]}>{enrolmentStateNames[own]}</StatusBadge>}
        </div>
        {cancelled && <p>取りやめの理由：{cancelled}</p>}
        <ul className="flex flex-col gap-1">
          {meetings.map((meeting) => (
            <li key={meeting.id}>
              {meetingWords(meeting)}
              {meeting.place && `　${meeting.place}`}
            </li>
          ))}
        </ul>
        <p className="text-solid-gray-700">
          申込みは{formatDate(applyUntil)}まで
          {seats === null ? '　定員なし' : `　定員${formatNumber(seats)}人（決定${formatNumber(counts.seated)}人）`}
          {framed > 0 && `　うち推薦の枠${formatNumber(framed)}人`}
          {counts.waiting > 0 && `　空き待ち${formatNumber(counts.waiting)}人`}
        </p>
        {note && <p>{note}</p>}
        {open && again && (
          <Disclosure summary={full ? '空き待ちに申し込む' : 'この開催に申し込む'}>
            {full && <p className="mb-3">満席です。空きが出ると、今年度の研修の時間が少ない人から順に決まります。</p>}
            <Apply course={course} cohort={cohort} />
          </Disclosure>
        )}
        {mayRecommend && open && (
          <div>
            <Button size="small" onClick={() => setDoing('recommend')}>
              {name}に所属の職員を推薦する
            </Button>
          </div>
        )}
        {course.mayEdit && cancelled === null && (
          <div className="flex flex-wrap items-center gap-3">
            <TextLink href={`/cohorts/${id}`}>名簿と出席</TextLink>
            <Button size="small" onClick={() => setDoing('edit')}>
              {name}を書き直す
            </Button>
            <Button size="small" onClick={() => setDoing('cancel')}>
              {name}を取りやめる
            </Button>
          </div>
        )}
      </Card>
      {doing === 'edit' && <CohortDialog courseId={course.id} cohort={cohort} onClose={() => setDoing(undefined)} />}
      {doing === 'recommend' && <RecommendDialog course={course} cohort={cohort} onClose={() => setDoing(undefined)} />}
      {doing === 'cancel' && <CancelDialog cohort={cohort} onClose={() => setDoing(undefined)} />}
    </li>
  )
}

function CancelDialog({ cohort, onClose }: { cohort: Cohort; onClose: () => void }) {
  const api = useTraining()
  const [reason, setReason] = useState('')
  const cancel = useChange(
    () => api.cohort.cancel.call({ id: cohort.id, reason }),
    ({ told }) => `取りやめました。${told}人に知らせました。`,
    onClose,
  )
  return (
    <FormDialog
      title={`${cohort.document.name}を取りやめる`}
      submit="取りやめる"
      danger
      pending={cancel.isPending}
      error={cancel.error}
      onSubmit={() => cancel.mutate(undefined)}
      onClose={onClose}
    >
      <TextArea
        label="理由"
        required
        support="申し込んだ人、受講が決まった人に伝わります。"
        rows={3}
        limit={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
