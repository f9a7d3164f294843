import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, useApi } from '../../../ui/api.tsx'
import { buttonLook } from '../../../ui/button.tsx'
import { Item, ItemList } from '../../../ui/card.tsx'
import { ToggleChip } from '../../../ui/chip.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import type { searchContract } from '../contract.ts'

const perPage = 20
const kinds = { question: '質問', problem: '困りごと', idea: 'アイデア', practice: '事例' }

/** Everything that holds the words, or comes near them, with the reason for its place. */
export default function Results() {
  const api = useApi<typeof searchContract>()
  const navigate = useNavigate()
  const chosen = useSearch({ strict: false }) as { q?: unknown; kind?: unknown; solved?: unknown; page?: unknown }
  const query = String(chosen.q ?? '')
  const kind = String(chosen.kind ?? '')
  const solved = String(chosen.solved ?? '') === 'true'
  const page = Math.max(1, Number(chosen.page ?? 1) || 1)
  const [typed, setTyped] = useState(query)
  const choose = (change: Record<string, string | number | undefined>) => {
    const next = Object.entries({ q: query, kind, solved: solved || undefined, page: undefined, ...change }).filter(
      ([, value]) => value,
    )
    void navigate({ to: '/search', search: Object.fromEntries(next) } as never)
  }
  const results = useQuery(
    api.search.run.queryOptions({
      input: { query, page, limit: perPage, ...(kind ? { kind } : {}), ...(solved ? { solved: true } : {}) },
      enabled: query !== '',
      placeholderData: (before) => before,
    }),
  )
  const { hits = [], related = [], total = 0, more = false } = results.data ?? {}
  return (
    <>
      <PageHeading title="検索" />
      <SearchBox label="言葉" labelHidden value={typed} onChange={setTyped} onSearch={(q) => choose({ q })} />
      <div className="my-6 flex flex-wrap gap-3">
        {Object.entries(kinds).map(([value, label]) => (
          <ToggleChip
            key={value}
            selected={kind === value}
            onChange={(selected) => choose({ kind: selected ? value : undefined })}
          >
            {label}
          </ToggleChip>
        ))}
        <ToggleChip selected={solved} onChange={(selected) => choose({ solved: selected ? 'true' : undefined })}>
          解決済みだけ
        </ToggleChip>
      </div>
      {query === '' && (
        <EmptyState title="探したい言葉を入力してください">
          言葉をスペースで区切ると、すべてを含むものを探します。
        </EmptyState>
      )}
      {query !== '' && results.isPending && <Skeleton lines={8} />}
      {results.error && <ErrorState onRetry={() => results.refetch()}>{errorSentence(results.error)}</ErrorState>}
      {hits.length > 0 && (
        <>
          <p role="status" className="mb-3 text-std-16N-170">
            {total.toLocaleString('ja-JP')}件{more && '以上'}見つかりました
          </p>
          <Hits label="検索の結果" hits={hits} />
          <div className="mt-6">
            <Pagination
              page={page}
              pages={Math.min(50, Math.ceil(total / perPage))}
              onPage={(next) => choose({ page: next })}
            />
          </div>
        </>
      )}
      {related.length > 0 && (
        <section className="mt-8" aria-labelledby="related">
          <SectionHeading id="related">
            {hits.length > 0 ? '近い話題' : 'すべての言葉を含むものはありませんでした。近い話題です'}
          </SectionHeading>
          <Hits label="近い話題" hits={related} />
        </section>
      )}
      {results.data && hits.length + related.length === 0 && (
        <EmptyState
          title="見つかりませんでした"
          actions={
            <a href={`/topics/new?title=${encodeURIComponent(query)}`} className={buttonLook({ variant: 'primary' })}>
              この内容で質問する
            </a>
          }
        >
          言葉を短くするか、別の言い方で試してください。質問すると、詳しい職員に届きます。
        </EmptyState>
      )}
    </>
  )
}

type Hit = Awaited<
  ReturnType<ReturnType<typeof useApi<typeof searchContract>>['search']['run']['call']>
>['hits'][number]

function Hits({ label, hits }: { label: string; hits: readonly Hit[] }) {
  return (
    <ItemList label={label}>
      {hits.map((hit) => (
        <Item
          key={hit.id}
          level={2}
          title={<Marks parts={hit.title} />}
          href={`/topics/${hit.id}`}
          badges={
            <>
              <StatusBadge>{kinds[hit.kind as keyof typeof kinds] ?? hit.kind}</StatusBadge>
              {hit.solved && hit.kind !== 'practice' && <StatusBadge tone="success">解決済み</StatusBadge>}
            </>
          }
          facts={
            <>
              <span>
                <Time at={hit.activeAt} />
              </span>
              {hit.reasons.length > 0 && (
                <span>
                  この順の理由：
                  {hit.reasons
                    .slice(0, 3)
                    .map(({ word }) => `「${word}」`)
                    .join('')}
                  がよく当てはまる
                </span>
              )}
            </>
          }
        >
          <Marks parts={hit.snippet} />
        </Item>
      ))}
    </ItemList>
  )
}

function Marks({ parts }: { parts: readonly { text: string; match: boolean }[] }) {
  return parts.map(({ text, match }, at) => {
    const key = `${at}${text}`
    return match ? (
      <mark key={key} className="bg-yellow-100">
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    )
  })
}
