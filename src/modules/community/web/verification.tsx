import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Item, ItemList } from '../../../ui/card.tsx'
import { isComposing } from '../../../ui/ime.ts'
import { ButtonLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { ageWords } from './age-words.ts'
import { useCommunity } from './use-community.ts'
import { VerificationRulesForm } from './verification-rules.tsx'

const reasons = {
  owner: 'あなたの回答です',
  leader: '回答した人から確認がないため、所属の長にお願いしています',
  'dx-office': '確認がないため、見守り役にお願いしています',
} as const

/** Answers the reader is asked to confirm: with one key (c) while one has the focus, or by writing it anew. */
export default function Verification() {
  const api = useCommunity()
  const queries = useQueryClient()
  const toast = useToast()
  const list = useInfiniteQuery(
    api.verification.due.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 20, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const verify = useMutation(
    api.answer.verify.mutationOptions({
      onSuccess: async (_, { id }) => {
        toast({ title: '今も正しいことを記録しました', tone: 'success' })
        focusNeighbour(id)
        await queries.invalidateQueries({ queryKey: api.verification.key() })
        void queries.invalidateQueries({ queryKey: api.topic.key() })
      },
    }),
  )
  const answers = list.data?.pages.flatMap((page) => page.answers) ?? []
  const total = list.data?.pages[0]?.total ?? 0
  const confirm = (id: string) => !verify.isPending && verify.mutate({ id })
  return (
    <>
      <PageHeading
        title="確認のお願い"
        lead="採用から時間がたった回答です。今も正しければ「今も正しい」を、変わっていれば書き直してください。"
      />
      {verify.error && <NotificationBanner tone="error" title={errorSentence(verify.error)} live />}
      {list.isPending && <Skeleton lines={8} />}
      {list.error && (
        <ErrorState onRetry={() => list.refetch()} requestId={problemIn(list.error)?.request_id}>
          {errorSentence(list.error)}
        </ErrorState>
      )}
      {list.data && answers.length === 0 && (
        <EmptyState title="確認をお願いしている回答はありません">
          ありがとうございます。すべて確かめ終わっています。
        </EmptyState>
      )}
      {answers.length > 0 && (
        <>
          <p className="mb-3 text-std-16N-170">残り{total}件</p>
          <ItemList label="確認をお願いしている回答">
            {answers.map(({ id, topic, html, step, mine, ...age }) => (
              <Item
                key={id}
                level={2}
                title={topic.title}
                badges={<StatusBadge tone="warning">{ageWords(age) ?? '確認の期限を過ぎています'}</StatusBadge>}
                facts={<span>{mine ? reasons.owner : step === 'owner' ? reasons.leader : reasons[step]}</span>}
              >
                <Prose html={html} />
                {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside have the focus; c is their shortcut */}
                <div
                  className="mt-3 flex flex-wrap gap-3"
                  onKeyDown={(event) => {
                    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return
                    if (event.key === 'c') confirm(id)
                  }}
                >
                  <Button
                    id={`confirm-${id}`}
                    size="small"
                    variant="primary"
                    aria-keyshortcuts="c"
                    pending={verify.isPending && verify.variables.id === id}
                    onClick={() => confirm(id)}
                  >
                    今も正しい（c）
                  </Button>
                  <ButtonLink size="small" href={`/topics/${topic.id}#${id}`}>
                    {mine ? '話題を開いて書き直す' : '話題を開く'}
                  </ButtonLink>
                </div>
              </Item>
            ))}
          </ItemList>
        </>
      )}
      {list.hasNextPage && (
        <div className="mt-6 text-center">
          <Button pending={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            続きを読み込む
          </Button>
        </div>
      )}
      <VerificationRulesForm />
    </>
  )
}

/** The next answer takes the focus when one is done, so that a whole list goes by one key. */
function focusNeighbour(id: string): void {
  const buttons = [...document.querySelectorAll<HTMLElement>('[id^="confirm-"]')]
  const at = buttons.findIndex((button) => button.id === `confirm-${id}`)
  const next = buttons[at + 1] ?? buttons[at - 1]
  ;(next ?? document.querySelector<HTMLElement>('h1'))?.focus()
}
