import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Item, ItemList } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { type Document, matching, type Operation, operationsIn } from './document.ts'
import { OperationPage } from './operation.tsx'

const address = '/api/v1/openapi.json'

async function load(): Promise<Document> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.json()
}

/** APIの手引き: every operation, from the document this very server serves. */
export default function Reference() {
  const loading = useQuery({ queryKey: ['openapi'], queryFn: load, staleTime: Number.POSITIVE_INFINITY })
  const { operation } = useSearch({ strict: false }) as { operation?: string }
  if (loading.isPending) return <Skeleton lines={8} />
  if (loading.isError) return <ErrorState onRetry={() => void loading.refetch()} />
  const operations = operationsIn(loading.data)
  const chosen = operations.find(({ name }) => name === operation)
  return chosen ? (
    <OperationPage key={chosen.name} operation={chosen} document={loading.data} />
  ) : (
    <Contents operations={operations} />
  )
}

function Contents({ operations }: { operations: readonly Operation[] }) {
  const [words, setWords] = useState('')
  const found = matching(operations, words)
  return (
    <>
      <PageHeading
        title="APIの手引き"
        lead={
          <>
            画面でできることは、すべてAPIでもできます。APIトークンを Authorization: Bearer に付けて呼び出します。
            全体の定義は <TextLink href={address}>OpenAPI 3.1</TextLink> でも読めます。
          </>
        }
      />
      <div className="mb-8">
        <SearchBox label="操作を探す（日本語、名前、アドレス）" value={words} onChange={setWords} onSearch={setWords} />
        <p role="status" className="mt-2 text-std-16N-170">
          {found.length} 件の操作
        </p>
      </div>
      {found.length === 0 && (
        <EmptyState title="当てはまる操作がありません">言葉を短くするか、別の言い方で探してください。</EmptyState>
      )}
      <div className="flex flex-col gap-10">
        {[...Map.groupBy(found, ({ noun }) => noun)].map(([noun, some]) => (
          <section key={noun} aria-labelledby={`noun-${noun}`}>
            <SectionHeading id={`noun-${noun}`}>{noun}</SectionHeading>
            <ItemList label={noun}>
              {some.map(({ name, label, method, path }) => (
                <Item
                  key={name}
                  title={label}
                  href={`/reference?operation=${name}`}
                  facts={
                    <>
                      <code>{name}</code>
                      <code className="break-all">{`${method} /api/v1${path}`}</code>
                    </>
                  }
                />
              ))}
            </ItemList>
          </section>
        ))}
      </div>
    </>
  )
}
