import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Item, ItemList } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type CourseForm, courseFormNames, factStateNames } from '../contract/names.ts'
import { CourseSearch } from './course-search.tsx'
import { type CourseList, useTraining } from './use-training.ts'
import { factTones, feeWords, hoursWords } from './words.ts'

type Filter = {
  words?: string
  skill?: string
  form?: CourseForm
  provider?: string
  retired?: boolean
  stale?: boolean
  page?: number
}

/** 研修をさがす: every course there is, by words, skill, form and provider. */
export default function Courses() {
  const api = useTraining()
  const navigate = useNavigate()
  const filter = useSearch({ strict: false }) as Filter
  const { page = 1, ...given } = filter
  const input = { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)), page }
  const courses = useQuery({ ...api.course.list.queryOptions({ input }), placeholderData: keepPreviousData })
  const providers = useQuery(api.course.providers.queryOptions({ input: {}, staleTime: 600_000 }))
  const skills = useQuery(api.skillMap.city.queryOptions({ input: {}, staleTime: 600_000 }))
  const edits = courses.data?.mayEdit ?? false
  const show = (next: { [K in keyof Filter]?: Filter[K] | undefined }) =>
    void navigate({ to: '/courses', search: { ...filter, page: undefined, ...next } } as never)
  return (
    <>
      <PageHeading
        title="研修をさがす"
        lead="市の研修、外部の研修、動画、資格を、身に付くスキルと時間からさがせます。"
        actions={edits ? <TextLink href="/courses/new">研修を登録する</TextLink> : undefined}
      />
      <div className="mb-6 flex flex-col gap-4">
        <CourseSearch key={filter.words ?? ''} words={filter.words ?? ''} onSearch={(words) => show({ words })} />
        <div className="grid gap-4 md:grid-cols-3">
          <Select
            label="身に付くスキル"
            placeholder="すべて"
            value={filter.skill ?? ''}
            choices={(skills.data?.skills ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(event) => show({ skill: event.target.value || undefined })}
          />
          <Select
            label="形式"
            placeholder="すべて"
            value={filter.form ?? ''}
            choices={Object.entries(courseFormNames).map(([value, label]) => ({ value, label }))}
            onChange={(event) => show({ form: (event.target.value || undefined) as CourseForm | undefined })}
          />
          <Select
            label="提供者"
            placeholder="すべて"
            value={filter.provider ?? ''}
            choices={(providers.data?.providers ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(event) => show({ provider: event.target.value || undefined })}
          />
        </div>
        {edits && (
          <div className="flex flex-wrap gap-6">
            <Checkbox
              checked={filter.stale ?? false}
              onChange={(event) => show({ stale: event.target.checked || undefined })}
            >
              1年以上、内容を確かめていない研修だけ
            </Checkbox>
            <Checkbox
              checked={filter.retired ?? false}
              onChange={(event) => show({ retired: event.target.checked || undefined })}
            >
              一覧から外した研修
            </Checkbox>
          </div>
        )}
      </div>
      {courses.error && (
        <ErrorState onRetry={() => courses.refetch()} requestId={problemIn(courses.error)?.request_id}>
          {errorSentence(courses.error)}
        </ErrorState>
      )}
      {courses.isPending && <Skeleton lines={12} />}
      {courses.data && (
        <>
          <p role="status" className="mb-3">
            {formatNumber(courses.data.total)}件
          </p>
          {courses.data.total === 0 ? (
            <EmptyState title="当てはまる研修がありません">言葉を短くするか、条件を減らしてみてください。</EmptyState>
          ) : (
            <ItemList label="研修">
              {courses.data.courses.map((course) => (
                <CourseItem key={course.id} course={course} />
              ))}
            </ItemList>
          )}
          <div className="mt-6">
            <Pagination
              page={page}
              pages={Math.ceil(courses.data.total / courses.data.pageSize)}
              onPage={(next) => show({ page: next })}
            />
          </div>
        </>
      )}
    </>
  )
}

function CourseItem({ course }: { course: CourseList['courses'][number] }) {
  const { id, title, provider, form, tierName, hours, fee, payer, status, skills, next } = course
  return (
    <Item
      title={title}
      href={`/courses/${id}`}
      level={2}
      badges={
        <>
          <StatusBadge>{courseFormNames[form]}</StatusBadge>
          {next && <StatusBadge tone="information">{`${formatDate(next.applyUntil)}まで受付`}</StatusBadge>}
          {(status === 'unverified' || status === 'assumed') && (
            <StatusBadge tone={factTones[status]}>{factStateNames[status]}</StatusBadge>
          )}
        </>
      }
      facts={[provider, hoursWords(hours), feeWords(fee, payer), tierName && `対象：${tierName}`]
        .filter(Boolean)
        .join('　')}
    >
      {skills.length > 0 && <p>{skills.map(({ name, level }) => `${name}（水準${level}）`).join('、')}</p>}
    </Item>
  )
}
