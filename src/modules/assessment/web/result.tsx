import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { IntervalBar } from '../../../ui/figure/interval-bar.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { ButtonLink, TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Time } from '../../../ui/time.tsx'
import { endNames } from '../contract/names.ts'
import { type Result, useAssessment } from './use-assessment.ts'

const most = 4
const tenth = (value: number) => formatNumber(Math.round(value * 10) / 10)

/** What a test showed, how sure that is, what it means at work, and what to do next. */
export default function TestResult() {
  const { id } = useParams({ strict: false }) as { id: string }
  const api = useAssessment()
  const result = useQuery(api.assessment.result.queryOptions({ input: { id } }))
  if (result.error)
    return (
      <ErrorState onRetry={() => result.refetch()} requestId={problemIn(result.error)?.request_id}>
        {errorSentence(result.error)}
      </ErrorState>
    )
  if (!result.data) return <Skeleton lines={10} />
  return <Shown {...result.data} />
}

function Shown(result: Result) {
  const { subjectName, endedAt, end, answered, unusual, skills, lessons } = result
  return (
    <>
      <PageHeading
        title={`スキル診断の結果：${subjectName}`}
        lead={
          <>
            <Time at={endedAt} />、{answered}問。{endNames[end]}。
          </>
        }
        actions={
          <ButtonLink variant="primary" href="/skills">
            マイスキルを見る
          </ButtonLink>
        }
      />
      {unusual && (
        <div className="mb-6">
          <NotificationBanner tone="warning" title="いつもと違う答え方だったかもしれません">
            易しい問題と難しい問題の答えが、かみ合っていません。急いでいた、疲れていたなどのときは、日を改めて受け直せます。結果は幅を広げて記録しました。
          </NotificationBanner>
        </div>
      )}
      <div className="flex flex-col gap-10">
        <section>
          <SectionHeading>水準の目安</SectionHeading>
          <p className="mb-4 text-std-16N-170">
            太い印が目安、帯は10回に9回はこの中に入るという幅です。この診断だけから分かることで、ほかの根拠とあわせた水準は「マイスキル」にあります。
          </p>
          <ul className="divide-y divide-solid-gray-420 border-y border-solid-gray-420">
            {skills.map((skill) => (
              <SkillRow key={skill.code} {...skill} />
            ))}
          </ul>
        </section>
        {lessons.length > 0 && <Lessons lessons={lessons} />}
      </div>
    </>
  )
}

function SkillRow({ code, name, items, mean, low, high, level, now, next, tags }: Result['skills'][number]) {
  return (
    <li className="grid gap-x-8 gap-y-2 py-5 md:grid-cols-[18rem_1fr]">
      <div className="flex flex-col gap-2">
        <h3 className="text-std-18B-160">
          <TextLink href={`/skills/${code}`}>{name}</TextLink>
        </h3>
        <IntervalBar name={name} most={most} value={mean} low={low} high={high} />
        <p className="text-std-16N-170">
          {level === null || low === null || high === null
            ? '出題が足りず、分かりませんでした。'
            : `水準${level}（${tenth(low)}から${tenth(high)}）、${items}問から`}
        </p>
      </div>
      <div className="flex flex-col gap-2 text-std-16N-170">
        {now && (
          <p>
            <span className="font-bold">仕事の中では：</span>
            {now}
          </p>
        )}
        {next && (
          <p>
            <span className="font-bold">次の水準：</span>
            {next}
          </p>
        )}
        <p className="flex flex-wrap gap-x-5 gap-y-1">
          <TextLink href={`/search?q=${encodeURIComponent(tags[0] ?? name)}`}>事例と回答を読む</TextLink>
          <TextLink href={`/finder?skill=${encodeURIComponent(code)}`}>詳しい人を探す</TextLink>
          <TextLink href="/topics/new">質問する</TextLink>
        </p>
      </div>
    </li>
  )
}

function Lessons({ lessons }: Pick<Result, 'lessons'>) {
  return (
    <section>
      <SectionHeading>ふりかえり</SectionHeading>
      <p className="mb-4 text-std-16N-170">
        答えが合わなかった問題と、仕事で生かせることです（正解そのものは、ほかの人も受けるため示しません）。
      </p>
      <ul className="flex flex-col gap-5">
        {lessons.map(({ stem, explanation }) => (
          <li key={stem} className="border-l-4 border-key-900 pl-4 text-std-16N-170">
            <p className="text-solid-gray-700">{stem}</p>
            <p className="mt-1">{explanation}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
