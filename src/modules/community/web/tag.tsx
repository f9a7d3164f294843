import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ItemList } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TagCare } from './tag-care.tsx'
import { TopicItem } from './topic-item.tsx'
import { useCommunity } from './use-community.ts'

/** One tag: follow it, and everything filed under it. */
export default function Tag() {
  const { id } = useParams({ strict: false }) as { id: string }
  const api = useCommunity()
  const queries = useQueryClient()
  const tag = useQuery(api.tag.get.queryOptions({ input: { id }, retry: false }))
  const refresh = () => void queries.invalidateQueries({ queryKey: api.tag.key() })
  const follow = useMutation(api.follow.set.mutationOptions({ onSuccess: refresh }))
  const list = useInfiniteQuery(
    api.topic.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ tag: id, limit: 20, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  if (tag.isPending) return <Skeleton lines={8} />
  if (tag.error)
    return (
      <ErrorState title="タグが見つかりません" requestId={problemIn(tag.error)?.request_id}>
        {errorSentence(tag.error)} <TextLink href="/tags">タグの一覧へ</TextLink>
      </ErrorState>
    )
  const { name, following, followerCount, may } = tag.data
  const topics = list.data?.pages.flatMap((page) => page.topics) ?? []
  return (
    <>
      <PageHeading
        title={`タグ：${name}`}
        lead={`${followerCount}人がフォローしています。`}
        actions={
          <Button
            aria-pressed={following}
            pending={follow.isPending}
            onClick={() => follow.mutate({ subjectKind: 'tag', subjectId: id, following: !following })}
          >
            {following ? 'フォロー中' : 'フォローする'}
          </Button>
        }
      />
      {follow.error && <NotificationBanner tone="error" title={errorSentence(follow.error)} live />}
      {may.manage && <TagCare id={id} name={name} onChanged={refresh} />}
      <SectionHeading>このタグの話題</SectionHeading>
      {list.isPending && <Skeleton lines={8} />}
      {list.error && <ErrorState onRetry={() => list.refetch()}>{errorSentence(list.error)}</ErrorState>}
      {list.data && topics.length === 0 && <EmptyState title="見ることができる話題はありません" />}
      {topics.length > 0 && (
        <ItemList label={`${name}の話題`}>
          {topics.map((topic) => (
            <TopicItem key={topic.id} topic={topic} />
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
