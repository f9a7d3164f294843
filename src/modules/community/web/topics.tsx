import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { errorSentence } from '../../../ui/api.tsx'
import { Button, buttonLook } from '../../../ui/button.tsx'
import { ItemList } from '../../../ui/card.tsx'
import { RemovableChip, ToggleChip } from '../../../ui/chip.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { axisNames, kindNames, statusNames } from '../contract/names.ts'
import { TopicItem } from './topic-item.tsx'
import { useCommunity } from './use-community.ts'

const chosenOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }))
const orders = { active: '動きのあった順', new: '新しい順', solved: '役に立った順' }

/** All topics one may see, by what one looks for; the choice stands in the address. */
export default function Topics() {
  const api = useCommunity()
  const navigate = useNavigate()
  const chosen = useSearch({ strict: false }) as Record<string, unknown>
  const word = (key: string) => (chosen[key] === undefined ? '' : String(chosen[key]))
  const choose = (change: Record<string, string | undefined>) => {
    const next = Object.entries({ ...chosen, ...change }).filter(([, value]) => value !== undefined && value !== '')
    void navigate({ to: '.', search: Object.fromEntries(next), replace: true } as never)
  }
  const on = (key: string) => word(key) === 'true'
  const session = useQuery(api.session.current.queryOptions({ staleTime: 60_000 }))
  const self = session.data?.person?.id
  const filter = {
    ...(word('kind') ? { kind: word('kind') as 'question' } : {}),
    ...(word('status') ? { status: word('status') as 'open' } : {}),
    ...(word('axis') ? { axis: word('axis') as 'service' } : {}),
    ...(word('tag') ? { tag: word('tag') } : {}),
    ...(word('section') ? { section: word('section') } : {}),
    ...(on('unanswered') ? { unanswered: true } : {}),
    ...(on('following') ? { following: true } : {}),
    ...(on('mine') && self ? { author: self } : {}),
    order: (word('order') || 'active') as keyof typeof orders,
  }
  const list = useInfiniteQuery(
    api.topic.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, limit: 20, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
      placeholderData: (before) => before,
    }),
  )
  const topics = list.data?.pages.flatMap((page) => page.topics) ?? []
  const tag = topics[0]?.tags.find(({ id }) => id === word('tag'))
  return (
    <>
      <PageHeading
        title={word('kind') === 'practice' ? '事例' : '話題'}
        actions={
          <a href="/topics/new" className={buttonLook({ variant: 'primary' })}>
            質問・投稿する
          </a>
        }
      />
      <div className="mb-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Select
          label="種類"
          placeholder="すべて"
          value={word('kind')}
          choices={chosenOf(kindNames)}
          onChange={(event) => choose({ kind: event.target.value })}
        />
        <Select
          label="状態"
          placeholder="すべて"
          value={word('status')}
          choices={chosenOf(statusNames)}
          onChange={(event) => choose({ status: event.target.value })}
        />
        <Select
          label="何を良くする話か"
          placeholder="すべて"
          value={word('axis')}
          choices={chosenOf(axisNames)}
          onChange={(event) => choose({ axis: event.target.value })}
        />
        <Select
          label="並び順"
          value={word('order') || 'active'}
          choices={chosenOf(orders)}
          onChange={(event) => choose({ order: event.target.value })}
        />
      </div>
      <div className="mb-6 flex flex-wrap gap-3">
        {(['unanswered', 'following', 'mine'] as const).map((key) => (
          <ToggleChip
            key={key}
            selected={on(key)}
            onChange={(selected) => choose({ [key]: selected ? 'true' : undefined })}
          >
            {{ unanswered: '回答がまだない', following: 'フォロー中', mine: '自分が書いた' }[key]}
          </ToggleChip>
        ))}
        {word('tag') && (
          <RemovableChip label={`タグ：${tag?.name ?? '選択中'}`} onRemove={() => choose({ tag: undefined })} />
        )}
      </div>
      {list.isPending && <Skeleton lines={10} />}
      {list.error && <ErrorState onRetry={() => list.refetch()}>{errorSentence(list.error)}</ErrorState>}
      {list.data && topics.length === 0 && (
        <EmptyState title="当てはまる話題はありません">条件を減らすか、新しく質問してください。</EmptyState>
      )}
      {topics.length > 0 && (
        <ItemList label="話題の一覧">
          {topics.map((topic) => (
            <TopicItem key={topic.id} topic={topic} level={2} />
          ))}
        </ItemList>
      )}
      {list.hasNextPage && (
        <div className="mt-6 text-center">
          <Button pending={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            続きを読み込む
          </Button>
        </div>
      )}
    </>
  )
}
