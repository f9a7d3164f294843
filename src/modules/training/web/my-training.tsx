import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { AttendForm } from './attend-form.tsx'
import { OwnEnrolment } from './own-enrolment.tsx'
import { useTraining } from './use-training.ts'
import { hoursWords } from './words.ts'

/** 自分の研修: what one has asked for, takes part in, and has completed. */
export default function MyTraining() {
  const api = useTraining()
  const [ended, setEnded] = useState(false)
  const [page, setPage] = useState(1)
  const mine = useQuery({
    ...api.enrolment.mine.queryOptions({ input: { ended, page } }),
    placeholderData: keepPreviousData,
  })
  const list = (
    <>
      {mine.isPending && <Skeleton lines={8} />}
      {mine.error && (
        <ErrorState onRetry={() => mine.refetch()} requestId={problemIn(mine.error)?.request_id}>
          {errorSentence(mine.error)}
        </ErrorState>
      )}
      {mine.data?.total === 0 && (
        <EmptyState title={ended ? '終わった研修はまだありません' : '申し込んだ研修はありません'}>
          「研修をさがす」で、身に付けたいスキルから選べます。
        </EmptyState>
      )}
      {mine.data && mine.data.total > 0 && (
        <>
          <p role="status" className="mb-3">
            {formatNumber(mine.data.total)}件
          </p>
          <ul className="flex flex-col gap-4">
            {mine.data.enrolments.map((enrolment) => (
              <OwnEnrolment key={enrolment.id} enrolment={enrolment} />
            ))}
          </ul>
          <div className="mt-6">
            <Pagination page={page} pages={Math.ceil(mine.data.total / mine.data.pageSize)} onPage={setPage} />
          </div>
        </>
      )}
    </>
  )
  return (
    <>
      <PageHeading
        title="自分の研修"
        {...(mine.data
          ? { lead: `今年度の研修は、決まっているものを含めて${hoursWords(mine.data.hoursThisYear)}です。` }
          : {})}
        actions={<TextLink href="/courses">研修をさがす</TextLink>}
      />
      <AttendForm />
      <Tabs
        label="受講"
        tabs={[
          { id: 'open', title: '申込み中・受講中', content: ended ? null : list },
          { id: 'ended', title: '終わったもの', content: ended ? list : null },
        ]}
        selected={ended ? 'ended' : 'open'}
        onSelect={(id) => {
          setEnded(id === 'ended')
          setPage(1)
        }}
      />
    </>
  )
}
