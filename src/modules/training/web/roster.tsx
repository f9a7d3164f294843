import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { enrolmentStateNames } from '../contract/names.ts'
import { type Roster, useChange, useTraining } from './use-training.ts'
import { meetingWords, stateTones } from './words.ts'

/** 名簿と出席: who takes part in a holding, and who was there. */
export default function RosterPage() {
  const api = useTraining()
  const { id } = useParams({ strict: false }) as { id: string }
  const roster = useQuery(api.cohort.roster.queryOptions({ input: { id } }))
  if (roster.isPending) return <Skeleton lines={12} />
  if (roster.error)
    return (
      <ErrorState onRetry={() => roster.refetch()} requestId={problemIn(roster.error)?.request_id}>
        {errorSentence(roster.error)}
      </ErrorState>
    )
  const { course, name, meetings, people } = roster.data
  return (
    <>
      <PageHeading
        title={`${course.title}　${name}`}
        lead="名簿と出席の記録です。見たことは監査記録に残ります。"
        actions={<TextLink href={`/courses/${course.id}`}>研修に戻る</TextLink>}
      />
      <SectionHeading>名簿（{people.length}人）</SectionHeading>
      {people.length === 0 && <EmptyState title="まだ申込みがありません">申込みがあると、ここに出ます。</EmptyState>}
      <ul className="mb-10 divide-y divide-solid-gray-420 border-y border-solid-gray-420">
        {people.map((one) => (
          <li key={one.enrolmentId} className="flex flex-wrap items-center gap-3 py-3">
            <span className="min-w-48">
              {one.name}
              <span className="ml-3 text-solid-gray-700">{one.section}</span>
            </span>
            <StatusBadge tone={stateTones[one.state]}>{enrolmentStateNames[one.state]}</StatusBadge>
            {one.recommended && <StatusBadge>推薦</StatusBadge>}
            {meetings.length > 0 && (
              <span className="text-solid-gray-700">
                出席 {one.attended.length} / {meetings.length}
              </span>
            )}
          </li>
        ))}
      </ul>
      {meetings.map((meeting) => (
        <Attendance key={meeting.id} meeting={meeting} people={people} />
      ))}
    </>
  )
}

function Attendance({ meeting, people }: { meeting: Roster['meetings'][number]; people: Roster['people'] }) {
  const api = useTraining()
  const there = people.filter(({ state }) => ['seated', 'reported', 'completed', 'missed'].includes(state))
  const [present, setPresent] = useState(
    () => new Set(there.filter(({ attended }) => attended.includes(meeting.id)).map(({ personId }) => personId)),
  )
  const save = useChange(
    () =>
      api.cohort.attend.call({
        ...{ meetingId: meeting.id, present: [...present] },
        absent: there.map(({ personId }) => personId).filter((id) => !present.has(id)),
      }),
    ({ completed }) => (completed > 0 ? `出席を記録しました。${completed}人が修了しました。` : '出席を記録しました。'),
  )
  return (
    <section className="mb-8" aria-label={meetingWords(meeting)}>
      <SectionHeading>{meetingWords(meeting)}</SectionHeading>
      <p className="mb-3">
        当日のコード：<strong className="font-mono text-std-22B-150">{meeting.code}</strong>
        <span className="ml-3 text-solid-gray-700">会場に示すと、受講者が自分で出席を記録できます。</span>
      </p>
      <div className="flex flex-col">
        {there.map(({ personId, name }) => (
          <Checkbox
            key={personId}
            checked={present.has(personId)}
            onChange={(event) => {
              const next = new Set(present)
              if (event.target.checked) next.add(personId)
              else next.delete(personId)
              setPresent(next)
            }}
          >
            {name}
          </Checkbox>
        ))}
      </div>
      {save.error && <NotificationBanner tone="error" title={errorSentence(save.error)} live />}
      {there.length > 0 && (
        <div className="mt-3">
          <Button pending={save.isPending} onClick={() => save.mutate(undefined)}>
            出席を記録する
          </Button>
        </div>
      )}
    </section>
  )
}
