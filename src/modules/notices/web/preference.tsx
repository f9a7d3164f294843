import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { mayModerate } from '../../../kernel/permission.ts'
import { errorSentence, problemIn, useApi } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/checkbox.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { staffContract } from '../../staff/contract.ts'
import { mutableKinds, noticeKindNames } from '../contract/kinds.ts'
import type { noticesContract } from '../contract.ts'

type Kind = (typeof mutableKinds)[number]
interface Chosen {
  mail: 'none' | 'daily' | 'weekly'
  mutedKinds: Kind[]
}

const rhythms = [
  { value: 'daily', label: '毎日', support: '開庁日の朝7時30分に、未読のお知らせをまとめて送ります。' },
  { value: 'weekly', label: '週に1回', support: 'その週の最初の開庁日の朝に送ります。' },
  { value: 'none', label: '受け取らない', support: 'お知らせは、この画面の中だけで見られます。' },
]
const kindChoices = (moderator: boolean) =>
  mutableKinds
    .filter((kind) => moderator || kind !== 'reported')
    .map((value) => ({ value, label: noticeKindNames[value] }))

/** How the person wants to be told. */
export default function Preference() {
  const { preference } = useApi<typeof noticesContract>()
  const current = useQuery(preference.get.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading title="お知らせの設定" lead="お知らせの受け取り方を、自分に合わせて変えられます。" />
      {current.isPending ? (
        <Skeleton lines={8} />
      ) : current.isError ? (
        <ErrorState onRetry={() => current.refetch()} requestId={problemIn(current.error)?.request_id}>
          {errorSentence(current.error)}
        </ErrorState>
      ) : (
        <Form {...current.data} />
      )}
      <p className="mt-8">
        <TextLink href="/settings/feed">新着フィード（RSS・Atom）のURL</TextLink>
      </p>
    </>
  )
}

type Contracts = typeof noticesContract & Pick<typeof staffContract, 'session'>

function Form({ mail, mutedKinds, address, mailServer }: Chosen & { address: string | null; mailServer: boolean }) {
  const { preference, session } = useApi<Contracts>()
  const roles = useQuery(session.current.queryOptions()).data?.person?.roles ?? []
  const queries = useQueryClient()
  const toast = useToast()
  const [chosen, setChosen] = useState<Chosen>({ mail, mutedKinds })
  const save = useMutation(
    preference.set.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: preference.key() })
        toast({ title: 'お知らせの設定を保存しました。' })
      },
      onError: (error) => toast({ title: errorSentence(error), tone: 'error' }),
    }),
  )
  const told = mutableKinds.filter((kind) => !chosen.mutedKinds.includes(kind))
  return (
    <form
      className="flex max-w-form flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(chosen)
      }}
    >
      {!mailServer && (
        <NotificationBanner title="メールは送られません" tone="information">
          このシステムではメールの送信が設定されていません。お知らせは画面の中で見られます。
        </NotificationBanner>
      )}
      <RadioGroup
        label="メールでの受け取り"
        support={
          address ? `送り先：${address}` : 'メールアドレスが職員名簿に登録されていないため、メールは届きません。'
        }
        name="mail"
        choices={rhythms}
        value={chosen.mail}
        onChange={(value) => setChosen({ ...chosen, mail: value as Chosen['mail'] })}
      />
      <CheckboxGroup
        label="受け取るお知らせの種類"
        support="チェックを外した種類は、画面にもメールにも届きません。自分の投稿が見守り役に変更されたときなどのお知らせは、必ず届きます。"
        name="kinds"
        choices={kindChoices(mayModerate(roles))}
        value={told}
        onChange={(kept) => setChosen({ ...chosen, mutedKinds: mutableKinds.filter((kind) => !kept.includes(kind)) })}
      />
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          保存する
        </Button>
      </div>
    </form>
  )
}
