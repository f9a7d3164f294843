import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Item, ItemList } from '../../../ui/card.tsx'
import { ToggleChip } from '../../../ui/chip.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useCommunity } from './use-community.ts'

const most = 200

/** All tags in use, the most used first. */
export default function Tags() {
  const api = useCommunity()
  const [containing, setContaining] = useState('')
  const [following, setFollowing] = useState(false)
  const list = useQuery(
    api.tag.list.queryOptions({
      input: { containing: containing.slice(0, 30), limit: most, ...(following ? { following } : {}) },
      placeholderData: (before) => before,
    }),
  )
  const tags = list.data?.tags ?? []
  return (
    <>
      <PageHeading title="タグ" lead="フォローすると、そのタグの新しい話題がお知らせに届きます。" />
      <div className="mb-6 flex max-w-form flex-col gap-4">
        <TextField
          label="タグを探す"
          type="search"
          autoComplete="off"
          value={containing}
          onChange={(event) => setContaining(event.target.value)}
        />
        <div>
          <ToggleChip selected={following} onChange={setFollowing}>
            フォロー中
          </ToggleChip>
        </div>
      </div>
      {list.isPending && <Skeleton lines={8} />}
      {list.error && <ErrorState onRetry={() => list.refetch()}>{errorSentence(list.error)}</ErrorState>}
      {list.data && tags.length === 0 && (
        <EmptyState title={containing || following ? '当てはまるタグはありません' : 'まだタグがありません'}>
          タグは、話題や事例を書くときに付けられます。
        </EmptyState>
      )}
      {tags.length > 0 && (
        <ItemList label="タグの一覧">
          {tags.map(({ id, name, topicCount, following: followed }) => (
            <Item
              key={id}
              level={2}
              title={name}
              href={`/tags/${id}`}
              facts={<span>{topicCount}件の話題</span>}
              aside={followed && <StatusBadge tone="information">フォロー中</StatusBadge>}
            />
          ))}
        </ItemList>
      )}
      {tags.length === most && (
        <p className="mt-4 text-std-16N-170">
          多いものから{most}個を示しています。名前の一部を入れて絞り込んでください。
        </p>
      )}
    </>
  )
}
