import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Item, ItemList } from '../../../ui/card.tsx'
import { Chip, RemovableChip, ToggleChip } from '../../../ui/chip.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { formatDate } from '../../../ui/format.ts'
import { ButtonLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { axisNames } from '../contract/names.ts'
import { effectWords } from './adoptions.tsx'
import { PracticeTotals } from './practice-totals.tsx'
import { useCommunity } from './use-community.ts'

type Practice = Awaited<ReturnType<ReturnType<typeof useCommunity>['practice']['list']['call']>>['practices'][number]

const orders = { adopted: '採用した所属が多い順', hours: '削減時間が多い順', new: '新しい順' }
const perPage = 20

/** Practices: how far they spread and what they brought, and each of them by what one looks for. */
export default function Practices() {
  const api = useCommunity()
  const navigate = useNavigate()
  const chosen = useSearch({ strict: false }) as Record<string, unknown>
  const word = (key: string) => (chosen[key] === undefined ? '' : String(chosen[key]))
  const choose = (change: Record<string, string | undefined>) => {
    const next = { ...chosen, page: undefined, ...change }
    const kept = Object.entries(next).filter(([, value]) => value !== undefined && value !== '')
    void navigate({ to: '.', search: Object.fromEntries(kept), replace: true } as never)
  }
  const mine = word('mine') === 'true'
  const page = Math.max(1, Number(word('page')) || 1)
  const list = useQuery(
    api.practice.list.queryOptions({
      input: {
        ...(word('axis') ? { axis: word('axis') as 'service' } : {}),
        ...(word('tag') ? { tag: word('tag') } : {}),
        ...(word('section') ? { section: word('section') } : {}),
        ...(mine ? { mine } : {}),
        order: (word('order') || 'adopted') as keyof typeof orders,
        ...{ page, limit: perPage },
      },
      placeholderData: (before) => before,
    }),
  )
  const sections = useQuery(api.section.tree.queryOptions({ input: {}, staleTime: 600_000 }))
  const tag = useQuery(
    api.tag.get.queryOptions({ input: { id: word('tag') }, enabled: word('tag') !== '', retry: false }),
  )
  const filtered = mine || ['axis', 'tag', 'section'].some((key) => word(key) !== '')
  return (
    <>
      <PageHeading
        title="事例"
        lead="うまくいったやり方と、採用した所属の広がりです。"
        actions={
          <ButtonLink variant="primary" href="/practices/new">
            事例カードを書く
          </ButtonLink>
        }
      />
      <PracticeTotals />
      <div className="mb-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Select
          label="何を良くする事例か"
          placeholder="すべて"
          value={word('axis')}
          choices={Object.entries(axisNames).map(([value, label]) => ({ value, label }))}
          onChange={(event) => choose({ axis: event.target.value })}
        />
        <Combobox
          label="始めた・採用した所属"
          choices={(sections.data?.sections ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={sections.data ? word('section') || null : null}
          onChange={(section) => choose({ section: section ?? undefined })}
        />
        <Select
          label="並び順"
          value={word('order') || 'adopted'}
          choices={Object.entries(orders).map(([value, label]) => ({ value, label }))}
          onChange={(event) => choose({ order: event.target.value })}
        />
      </div>
      <div className="mb-6 flex flex-wrap gap-3">
        <ToggleChip selected={mine} onChange={(on) => choose({ mine: on ? 'true' : undefined })}>
          自分の所属が採用した
        </ToggleChip>
        {word('tag') && (
          <RemovableChip label={`タグ：${tag.data?.name ?? '選択中'}`} onRemove={() => choose({ tag: undefined })} />
        )}
      </div>
      {list.isPending && <Skeleton lines={10} />}
      {list.error && (
        <ErrorState onRetry={() => list.refetch()} requestId={problemIn(list.error)?.request_id}>
          {errorSentence(list.error)}
        </ErrorState>
      )}
      {list.data?.total === 0 && (
        <EmptyState title={filtered ? '当てはまる事例はありません' : 'まだ事例がありません'}>
          {filtered
            ? '条件を減らしてください。'
            : '解決した話題のページで「事例カードにする」を選ぶか、新しく書いてください。'}
        </EmptyState>
      )}
      {list.data && list.data.total > 0 && (
        <>
          <p className="mb-3 text-std-16N-170" aria-live="polite">
            {list.data.total}件の事例
          </p>
          <ItemList label="事例の一覧">
            {list.data.practices.map((practice) => (
              <PracticeItem key={practice.id} practice={practice} />
            ))}
          </ItemList>
          <div className="mt-6">
            <Pagination
              page={page}
              pages={Math.ceil(list.data.total / perPage)}
              onPage={(next) => choose({ page: String(next) })}
            />
          </div>
        </>
      )}
    </>
  )
}

function PracticeItem({ practice }: { practice: Practice }) {
  const { id, title, axis, author, tags, sections, adoptedByMine, hidden, createdAt } = practice
  return (
    <Item
      level={2}
      title={title}
      href={`/topics/${id}`}
      badges={
        <>
          {axis && <StatusBadge>{axisNames[axis]}</StatusBadge>}
          {adoptedByMine && <StatusBadge tone="success">自分の所属が採用</StatusBadge>}
          {hidden && <StatusBadge tone="warning">非表示</StatusBadge>}
        </>
      }
      facts={
        <>
          <span>採用 {sections}所属</span>
          <span>効果：{effectWords(practice)}</span>
          {author && <span>{author.section || author.name}</span>}
          <span>{formatDate(createdAt)}</span>
        </>
      }
    >
      {tags.length > 0 && (
        <div className="relative mt-2 flex flex-wrap gap-2">
          {tags.map((tag) => (
            <Chip key={tag.id} href={`/practices?tag=${tag.id}`}>
              {tag.name}
            </Chip>
          ))}
        </div>
      )}
    </Item>
  )
}
