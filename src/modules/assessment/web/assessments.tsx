import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Time } from '../../../ui/time.tsx'
import { endNames } from '../contract/names.ts'
import { type Offer, useAssessment } from './use-assessment.ts'

type Area = Offer['areas'][number]
type Offered = Area['skills'][number]

/** スキル診断: what can be taken, what waits to be finished, and what was taken. */
export default function Assessments() {
  const api = useAssessment()
  const offer = useQuery(api.assessment.offer.queryOptions())
  return (
    <>
      <PageHeading
        title="スキル診断"
        lead="答えに合わせて次の問題が選ばれ、短い時間で今の水準の目安が分かります。結果は、あなたのスキルの根拠の1つになります。人事評価には使われません。"
      />
      {offer.isPending && <Skeleton lines={10} />}
      {offer.error && (
        <ErrorState onRetry={() => offer.refetch()} requestId={problemIn(offer.error)?.request_id}>
          {errorSentence(offer.error)}
        </ErrorState>
      )}
      {offer.data && (
        <div className="flex flex-col gap-10">
          <Invitations {...offer.data} />
          <ul className="grid gap-4 md:grid-cols-2">
            {offer.data.areas.map((area) => (
              <li key={area.subject}>
                <AreaCard {...area} />
              </li>
            ))}
          </ul>
          <Taken />
        </div>
      )}
    </>
  )
}

function Invitations({ invitations }: Offer) {
  return invitations.map(({ subject, name, by, words, at }) => (
    <NotificationBanner key={subject} tone="information" title={`${by}さんから「${name}」の診断の案内が届いています`}>
      <p>
        <Time at={at} />
        {words && `「${words}」`}
      </p>
      <p>受けるかどうかは、あなたが決められます。</p>
    </NotificationBanner>
  ))
}

function AreaCard({ skills, description, ...area }: Area) {
  return (
    <Card className="flex h-full flex-col gap-3">
      <h2 className="text-std-20B-150">{area.name}</h2>
      {description && <p className="text-std-16N-170">{description}</p>}
      <p className="text-std-16N-170 text-solid-gray-700">{skills.map(({ name }) => name).join('、')}</p>
      <div className="mt-auto">
        <Begin {...area} />
      </div>
      <Disclosure summary="1つのスキルだけ受ける">
        <ul className="flex flex-col gap-5">
          {skills.map((skill) => (
            <li key={skill.subject}>
              <p className="mb-1 text-std-16B-170">{skill.name}</p>
              <Begin {...skill} plain />
            </li>
          ))}
        </ul>
      </Disclosure>
    </Card>
  )
}

/** The one thing to do with a test now: begin it, go on with it, or wait. */
function Begin({ subject, name, items, minutes, open, last, again, plain = false }: Offered & { plain?: boolean }) {
  const api = useAssessment()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const id = useRef(newId()) // a second press begins the same test
  const start = useMutation(
    api.assessment.start.mutationOptions({
      onSuccess: async (begun) => {
        await queries.invalidateQueries({ queryKey: api.assessment.key() })
        void navigate({ to: `/assessments/${begun.id}` } as never)
      },
    }),
  )
  const action = open ? `続きから答える（${open.answered}問まで回答済み）` : `始める（約${minutes}分）`
  return (
    <div className="flex flex-col gap-2">
      {items === 0 && <p className="text-std-16N-170 text-solid-gray-700">問題がまだありません。</p>}
      {items > 0 && !again && (
        <p>
          <Button
            variant={plain ? 'secondary' : 'primary'}
            size={plain ? 'small' : undefined}
            aria-label={`${name}：${action}`}
            pending={start.isPending}
            onClick={() => start.mutate({ id: id.current, subject })}
          >
            {action}
          </Button>
        </p>
      )}
      {start.error && <NotificationBanner tone="error" title={errorSentence(start.error)} live />}
      {again && <p className="text-std-16N-170">次に受けられるのは {dateWords(again)} からです。</p>}
      {last && (
        <p className="text-std-16N-170">
          <TextLink href={`/assessments/${last.id}/result`}>前回の結果を見る</TextLink>（<Time at={last.endedAt} />）
        </p>
      )}
    </div>
  )
}

const dateWords = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

function Taken() {
  const api = useAssessment()
  const list = useQuery(api.assessment.list.queryOptions())
  if (!list.data || list.data.assessments.length === 0) return null
  type Row = (typeof list.data.assessments)[number]
  const columns: Column<Row>[] = [
    {
      key: 'subject',
      header: '診断',
      rowHeader: true,
      cell: ({ id, subjectName, endedAt }) => (
        <TextLink href={endedAt ? `/assessments/${id}/result` : `/assessments/${id}`}>{subjectName}</TextLink>
      ),
    },
    { key: 'started', header: '始めた日', cell: ({ startedAt }) => <Time at={startedAt} /> },
    { key: 'end', header: '状況', cell: ({ end }) => (end ? endNames[end] : '途中です') },
    { key: 'answered', header: '答えた問題', numeric: true, cell: ({ answered }) => `${answered}問` },
  ]
  return (
    <section>
      <SectionHeading>これまでの診断</SectionHeading>
      <Table
        caption="これまでの診断"
        captionHidden
        columns={columns}
        rows={list.data.assessments}
        rowKey={({ id }) => id}
        narrow="cards"
      />
    </section>
  )
}
