import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { ChangePassword } from './change-password.tsx'
import { deviceWords } from './device-words.ts'
import { OwnTokens } from './own-tokens.tsx'
import { useStaff } from './shared.ts'

/** What a person looks after themselves: their password and where they have signed in. */
export default function OwnAccount() {
  return (
    <>
      <PageHeading title="自分のアカウント" />
      <section className="mb-10">
        <SectionHeading>サインインしている端末</SectionHeading>
        <Sessions />
      </section>
      <section className="mb-10">
        <SectionHeading>パスワード</SectionHeading>
        <p className="mb-4">変えると、この端末のほかは、すべてサインアウトします。</p>
        <div className="max-w-form">
          <ChangePassword />
        </div>
      </section>
      <section className="mb-10">
        <SectionHeading>APIトークン</SectionHeading>
        <OwnTokens />
      </section>
      <section>
        <SectionHeading>お知らせ</SectionHeading>
        <p>
          <TextLink href="/settings/notices">お知らせの受け取り方を変える</TextLink>
        </p>
      </section>
    </>
  )
}

function Sessions() {
  const api = useStaff()
  const queries = useQueryClient()
  const toast = useToast()
  const list = useQuery(api.session.list.queryOptions())
  const ending = useMutation(
    api.session.end.mutationOptions({
      onSuccess: () => toast({ title: 'その端末をサインアウトさせました' }),
      onError: (error) => toast({ title: errorSentence(error), tone: 'error' }),
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  if (list.isPending) return <Skeleton lines={3} />
  if (list.isError) return <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
  return (
    <ul className="flex flex-col gap-4">
      {list.data.sessions.map(({ id, current, agent, address, createdAt, lastSeenAt }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-b border-solid-gray-300 pb-4">
          <div className="min-w-0">
            <p className="break-all">
              {deviceWords(agent) ?? '不明な端末'} {current && <StatusBadge tone="information">この端末</StatusBadge>}
            </p>
            <p className="text-dns-14N-130 text-solid-gray-700">
              {address}　最後の利用 <Time at={lastSeenAt} />
              　サインイン <Time at={createdAt} relative={false} />
            </p>
          </div>
          {!current && (
            <Button size="small" disabled={ending.isPending} onClick={() => ending.mutate({ id })}>
              サインアウトさせる
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
