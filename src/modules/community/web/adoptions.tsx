import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { unmeasured } from '../contract/practice-names.ts'
import { AdoptionDialog, newRecord, type Recorded } from './adoption-dialog.tsx'
import { useCommunity } from './use-community.ts'

type Adoption = Awaited<ReturnType<ReturnType<typeof useCommunity>['adoption']['list']['call']>>['adoptions'][number]

/** What was measured, and how many have not measured; never a nought for the unknown. */
export function effectWords(effect: { hoursSaved: number | null; measured: number; unmeasured: number }): string {
  const { hoursSaved, measured, unmeasured: unknown } = effect
  const rest = unknown > 0 ? `${hoursSaved === null ? '' : '、ほかに'}${unmeasured} ${unknown}件` : ''
  return hoursSaved === null ? rest || unmeasured : `年間 ${formatNumber(hoursSaved)}時間（計測 ${measured}件${rest}）`
}

/** The sections that adopted a practice and what it brought them; members record their own section. */
export function Adoptions({ topicId }: { topicId: string }) {
  const api = useCommunity()
  const queries = useQueryClient()
  const toast = useToast()
  const list = useQuery(api.adoption.list.queryOptions({ input: { topicId } }))
  const [record, setRecord] = useState<{ of: Recorded; isNew: boolean }>()
  if (list.isPending) return <Skeleton lines={3} />
  if (list.error) return <ErrorState onRetry={() => list.refetch()}>{errorSentence(list.error)}</ErrorState>
  const { adoptions, totals, open } = list.data
  const columns: Column<Adoption>[] = [
    { key: 'section', header: '所属', rowHeader: true, cell: ({ section }) => section.name },
    { key: 'on', header: '採用した日', cell: ({ adoptedOn }) => formatDate(adoptedOn) },
    {
      ...{ key: 'hours', header: '削減時間（年間）', numeric: true },
      cell: ({ hoursSaved }) => (hoursSaved === null ? unmeasured : `${formatNumber(hoursSaved)}時間`),
    },
    {
      ...{ key: 'note', header: '測り方・ひとこと' },
      cell: ({ measured, note }) => [measured, note].filter(Boolean).join('／') || '—',
    },
  ]
  if (adoptions.some(({ mayChange }) => mayChange))
    columns.push({
      ...{ key: 'change', header: '操作' },
      cell: (adoption) =>
        adoption.mayChange ? (
          <Button size="small" onClick={() => setRecord({ of: adoption, isNew: false })}>
            直す
          </Button>
        ) : (
          '—'
        ),
    })
  return (
    <section className="mt-10" aria-labelledby="adoptions">
      <SectionHeading id="adoptions">採用した所属（{adoptions.length}）</SectionHeading>
      {adoptions.length > 0 ? (
        <>
          <p className="mb-3 text-std-16N-170">採用した所属の効果：{effectWords(totals)}</p>
          <Table
            caption="採用した所属と効果"
            captionHidden
            columns={columns}
            rows={adoptions}
            rowKey={({ section }) => section.id}
          />
        </>
      ) : (
        <p className="text-std-16N-170">まだ採用の記録がありません。</p>
      )}
      {open.length > 0 && (
        <div className="mt-4 flex flex-wrap gap-3">
          {open.map((section) => (
            <Button key={section.id} onClick={() => setRecord({ of: newRecord(section), isNew: true })}>
              {section.name}でも採用した
            </Button>
          ))}
        </div>
      )}
      {record && (
        <AdoptionDialog
          topicId={topicId}
          record={record.of}
          isNew={record.isNew}
          onClose={() => setRecord(undefined)}
          onSaved={() => {
            setRecord(undefined)
            toast({ title: '記録しました', tone: 'success' })
            void queries.invalidateQueries({ queryKey: api.adoption.key() })
            void queries.invalidateQueries({ queryKey: api.practice.key() })
          }}
        />
      )}
    </section>
  )
}
