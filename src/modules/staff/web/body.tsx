import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useStaff } from './shared.ts'

/** 団体: what the body is called, on every page and in what is exported. */
export default function Body() {
  const body = useQuery(useStaff().body.get.queryOptions())
  return (
    <>
      <PageHeading title="団体" lead="サインインの画面などに出る、団体の名前です。" />
      {body.isPending && <Skeleton lines={4} />}
      {body.isError && <ErrorState onRetry={() => void body.refetch()}>{errorSentence(body.error)}</ErrorState>}
      {body.data && (
        <>
          <Code code={body.data.code} demo={body.data.demo} />
          <Names registered={body.data} />
        </>
      )}
    </>
  )
}

function Code({ code, demo }: { code: string; demo: boolean }) {
  return (
    <dl className="mb-8">
      <dt className="mb-1 text-std-17B-170">全国地方公共団体コード</dt>
      <dd>
        <span className="font-mono text-std-20B-150">{code}</span>
        {demo && (
          <span className="ml-3">
            <StatusBadge tone="information">お試し用の架空の団体</StatusBadge>
          </span>
        )}
        <p className="text-solid-gray-700">
          最後の1桁「{code.slice(5)}」は、前の5桁「{code.slice(0, 5)}
          」から計算される検査数字です。コードは登録のときに決まり、ここでは変えられません。
        </p>
      </dd>
    </dl>
  )
}

type Registered = { name: string; kana: string; revision: number }

/** Where somebody else was first, what was typed stays, and what they saved is shown beside it. */
function Names({ registered }: { registered: Registered }) {
  const queries = useQueryClient()
  const toast = useToast()
  const [words, setWords] = useState(registered)
  const saving = useMutation(
    useStaff().body.update.mutationOptions({
      onSuccess: async ({ revision }, { name, kana }) => {
        setWords({ name: name.trim(), kana: kana.trim(), revision })
        toast({ title: '団体の名前を保存しました' })
        await queries.invalidateQueries()
      },
      onError: () => queries.invalidateQueries(),
    }),
  )
  const stale = problemIn(saving.error)?.reason === 'stale'
  const errors = fieldErrors(saving.error)
  const { revision } = registered
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (saving.isPending) return
    // Who has seen what the other saved, and presses again, means to write over it.
    const seen = stale ? revision : words.revision
    saving.mutate({ ...words, revision: seen })
  }
  return (
    <form onSubmit={send} noValidate className="flex max-w-form flex-col gap-6">
      {stale ? (
        <NotificationBanner
          tone="warning"
          live
          title="ほかの人が先に保存していました。まだ保存していません。"
          actions={
            <Button
              type="button"
              onClick={() => {
                setWords(registered)
                saving.reset()
              }}
            >
              ほかの人が保存した内容にする
            </Button>
          }
        >
          今の登録は「{registered.name}」{registered.kana && `（${registered.kana}）`}
          です。入力した内容は下に残っています。よければ、もう一度「保存する」を押してください。
        </NotificationBanner>
      ) : (
        saving.isError &&
        Object.keys(errors).length === 0 && <NotificationBanner tone="error" title={errorSentence(saving.error)} live />
      )}
      <TextField
        label="団体の名前"
        required
        autoComplete="off"
        value={words.name}
        error={errors.name}
        onChange={(event) => setWords({ ...words, name: event.target.value })}
      />
      <TextField
        label="フリガナ"
        autoComplete="off"
        value={words.kana}
        error={errors.kana}
        onChange={(event) => setWords({ ...words, kana: event.target.value })}
      />
      <div>
        <Button type="submit" variant="primary" pending={saving.isPending}>
          保存する
        </Button>
      </div>
    </form>
  )
}
