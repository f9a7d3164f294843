import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { postKindNames } from '../contract/names.ts'
import type { PostShown } from '../contract/shapes.ts'
import { DayField } from './fields.tsx'
import { PersonAccount } from './person-account.tsx'
import { PersonRecord } from './person-record.tsx'
import { PersonRoles } from './person-roles.tsx'
import { shownDay, shownSpan, useAddress, useStaff } from './shared.ts'

const columns: Column<PostShown>[] = [
  { key: 'section', header: '所属', rowHeader: true, cell: (post) => post.sectionName },
  { key: 'kind', header: '種類', cell: (post) => postKindNames[post.kind] },
  {
    key: 'title',
    header: '職位',
    cell: ({ title, head }) => (
      <>
        {title || '—'} {head && <StatusBadge tone="information">所属長</StatusBadge>}
      </>
    ),
  },
  { key: 'span', header: '期間', cell: ({ from, to }) => shownSpan(from, to) },
]

/** One person: where they work on a day, and for those who may, their record. */
export default function Person() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const [chosen, choose] = useAddress<'day'>()
  const [record, setRecord] = useState(false)
  const person = useQuery(
    useStaff().person.get.queryOptions({
      input: { id, ...(chosen.day ? { asOf: chosen.day } : {}) },
      placeholderData: (before) => before,
    }),
  )
  if (person.isPending) return <Skeleton lines={6} />
  if (person.isError) {
    const gone = problemIn(person.error)?.code === 'missing' || problemIn(person.error)?.code === 'invalid'
    if (gone) return <EmptyState title="この職員は見つかりません">名簿から探し直してください。</EmptyState>
    return <ErrorState onRetry={() => void person.refetch()}>{errorSentence(person.error)}</ErrorState>
  }
  const { name, kana, asOf, away, posts, may } = person.data
  return (
    <>
      <Breadcrumb trail={[{ label: '職員名簿', href: '/people' }, { label: name }]} />
      <PageHeading title={name} lead={kana || undefined} />
      {away && (
        <div className="mb-6">
          <NotificationBanner tone="information" title={`${shownDay(asOf)}の時点では在籍していません`} />
        </div>
      )}
      <section className="mb-10">
        <SectionHeading actions={<DayField label="いつの配属か" value={asOf} onChange={(day) => choose({ day })} />}>
          配属
        </SectionHeading>
        <Table
          caption={`${shownDay(asOf)}の配属`}
          captionHidden
          columns={columns}
          rows={posts}
          rowKey={(post) => post.id}
          busy={person.isFetching}
          instead={posts.length === 0 ? <EmptyState title="この日の配属はありません" /> : undefined}
        />
      </section>
      <p className="mb-10">
        <TextLink href={`/people/${id}/skills`}>スキルを見る</TextLink>
      </p>
      {may.record && (
        <section className="mb-10">
          <SectionHeading>職員の記録</SectionHeading>
          {record ? (
            <PersonRecord id={id} mayEdit={may.edit} />
          ) : (
            <div className="flex flex-col items-start gap-3">
              <p>職員番号・連絡先・経歴です。開くと、見たことが監査記録に残ります。</p>
              <Button onClick={() => setRecord(true)}>記録を開く</Button>
            </div>
          )}
        </section>
      )}
      {may.roles && <PersonRoles personId={id} />}
      {may.roles && <PersonAccount personId={id} />}
    </>
  )
}
