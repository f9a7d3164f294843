import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { DescriptionList } from '../../../ui/card.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { formatDate, formatFiscalYear } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { applyWayNames, completionNames, courseFormNames, factStateNames } from '../contract/names.ts'
import { Apply } from './apply.tsx'
import { CohortDialog } from './cohort-dialog.tsx'
import { CohortItem } from './cohort-item.tsx'
import { type Cohort, type Course, useChange, useTraining } from './use-training.ts'
import { factTones, feeWords, hoursWords } from './words.ts'

/** A course: what it brings, takes and costs, and the holdings one can apply for. */
export default function CoursePage() {
  const api = useTraining()
  const { id } = useParams({ strict: false }) as { id: string }
  const course = useQuery(api.course.get.queryOptions({ input: { id } }))
  if (course.isPending) return <Skeleton lines={12} />
  if (course.error)
    return (
      <ErrorState onRetry={() => course.refetch()} requestId={problemIn(course.error)?.request_id}>
        {errorSentence(course.error)}
      </ErrorState>
    )
  return <Shown course={course.data} />
}

function Shown({ course }: { course: Course }) {
  const api = useTraining()
  const { id, document, providerName, tierName, skillNames, status, retired, mayEdit } = course
  const cohorts = useQuery(api.cohort.list.queryOptions({ input: { courseId: id } }))
  const [adding, setAdding] = useState(false)
  const alone = cohorts.data && !cohorts.data.cohorts.some(({ open }) => open)
  return (
    <>
      <PageHeading
        title={document.title}
        {...(document.summary ? { lead: document.summary } : {})}
        actions={mayEdit ? <TextLink href={`/courses/${id}/edit`}>書き直す</TextLink> : undefined}
      />
      {retired && <NotificationBanner tone="warning" title="この研修は、一覧から外れています。" />}
      <div className="mb-4 flex flex-wrap gap-2">
        <StatusBadge>{courseFormNames[document.form]}</StatusBadge>
        <StatusBadge tone={factTones[status]}>{factStateNames[status]}</StatusBadge>
      </div>
      {(status === 'unverified' || status === 'assumed') && (
        <p className="mb-4 text-solid-gray-700">
          時間・費用・内容には、{status === 'assumed' ? '仮の値' : '確かめられていないこと'}
          があります。申し込む前に、提供者の案内で確かめてください。
        </p>
      )}
      <DescriptionList
        items={[
          { term: '提供者', description: providerName },
          {
            term: '身に付くスキル',
            description:
              document.skills.length === 0
                ? '登録されていません'
                : document.skills
                    .map(({ skill, level, from }) => {
                      const before = from > 0 ? `、前提は水準${from}` : ''
                      return `${skillNames[skill] ?? skill}（水準${level}まで${before}）`
                    })
                    .join('、'),
          },
          ...(tierName ? [{ term: '対象', description: tierName }] : []),
          { term: '時間', description: `${hoursWords(document.hours)}${document.lodging ? '（宿泊あり）' : ''}` },
          { term: '費用', description: feeWords(document.fee, document.payer) },
          ...(document.place ? [{ term: '場所', description: document.place }] : []),
          { term: '申し込み方', description: applyWayNames[document.applyBy] },
          { term: '修了の条件', description: completionNames[document.completion] },
          ...(document.opens
            ? [
                {
                  term: '始められる人',
                  description: `${skillNames[document.opens.skill] ?? document.opens.skill}が水準${document.opens.level}以上の人`,
                },
              ]
            : []),
          ...(document.fiscalYear ? [{ term: '年度', description: formatFiscalYear(document.fiscalYear) }] : []),
          ...(document.url
            ? [{ term: '案内', description: <TextLink href={document.url}>{document.url}</TextLink> }]
            : []),
          ...(document.source
            ? [{ term: '出典', description: <span className="wrap-anywhere">{document.source}</span> }]
            : []),
          { term: '最後に確かめた日', description: course.checkedOn ? formatDate(course.checkedOn) : 'まだありません' },
        ]}
      />
      {mayEdit && <Care course={course} />}
      <section className="mt-10" aria-labelledby="cohorts">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <SectionHeading id="cohorts">申し込む</SectionHeading>
          {mayEdit && !retired && (
            <Button size="small" onClick={() => setAdding(true)}>
              開催を登録する
            </Button>
          )}
        </div>
        {cohorts.error && <ErrorState onRetry={() => cohorts.refetch()}>{errorSentence(cohorts.error)}</ErrorState>}
        {cohorts.isPending && <Skeleton lines={4} />}
        {alone &&
        !retired &&
        document.applyBy === 'here' &&
        (document.form === 'gathering' || document.form === 'live' || document.form === 'workshop') ? (
          <EmptyState title="いま申し込める開催はありません">
            開催が決まると、ここに出ます。受けたいときは、DX推進課に伝えてください。
          </EmptyState>
        ) : (
          alone && !retired && <Apply course={course} cohort={null} />
        )}
        <Holdings
          course={course}
          cohorts={(cohorts.data?.cohorts ?? []).filter(({ open }) => open)}
          mayRecommend={cohorts.data?.mayRecommend ?? false}
        />
        {cohorts.data?.cohorts.some(({ open }) => !open) && (
          <Disclosure summary="締め切った開催・終わった開催">
            <Holdings course={course} cohorts={cohorts.data.cohorts.filter(({ open }) => !open)} mayRecommend={false} />
          </Disclosure>
        )}
      </section>
      {adding && <CohortDialog courseId={id} onClose={() => setAdding(false)} />}
    </>
  )
}

function Holdings(props: { course: Course; cohorts: readonly Cohort[]; mayRecommend: boolean }) {
  const { course, cohorts, mayRecommend } = props
  return (
    <ul className="flex flex-col gap-4">
      {cohorts.map((cohort) => (
        <CohortItem key={cohort.id} course={course} cohort={cohort} mayRecommend={mayRecommend} />
      ))}
    </ul>
  )
}

/** What those who look after the catalogue do beside writing. */
function Care({ course: { id, revision, retired } }: { course: Course }) {
  const api = useTraining()
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
  const check = useChange(
    () => api.course.check.call({ id, on: today }),
    () => '今日確かめたことを記録しました。',
  )
  const retire = useChange(
    () => api.course.retire.call({ id, revision, retired: !retired }),
    () => (retired ? '一覧に戻しました。' : '一覧から外しました。'),
  )
  return (
    <div className="mt-4 flex flex-wrap gap-3">
      <Button size="small" pending={check.isPending} onClick={() => check.mutate(undefined)}>
        今日、内容を確かめた
      </Button>
      <Button size="small" pending={retire.isPending} onClick={() => retire.mutate(undefined)}>
        {retired ? '一覧に戻す' : '一覧から外す'}
      </Button>
      {(check.error || retire.error) && (
        <NotificationBanner tone="error" title={errorSentence(check.error ?? retire.error)} live />
      )}
    </div>
  )
}
