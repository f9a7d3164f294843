import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useStaff } from './shared.ts'

const lifetimes = [
  { value: '30', label: '30日' },
  { value: '90', label: '90日' },
  { value: '365', label: '1年' },
]

/** The person's keys for the API and the command line. */
export function OwnTokens() {
  const api = useStaff()
  const queries = useQueryClient()
  const toast = useToast()
  const [making, setMaking] = useState(false)
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [made, setMade] = useState<string>()
  const list = useQuery(api.apiToken.list.queryOptions())
  const again = () => queries.invalidateQueries()
  const creating = useMutation(
    api.apiToken.create.mutationOptions({
      onSuccess: ({ token }) => {
        setMaking(false)
        setName('')
        setMade(token)
      },
      onSettled: again,
    }),
  )
  const revoking = useMutation(
    api.apiToken.revoke.mutationOptions({
      onSuccess: () => toast({ title: 'APIトークンを取り消しました' }),
      onError: (error) => toast({ title: errorSentence(error), tone: 'error' }),
      onSettled: again,
    }),
  )
  if (list.isPending) return <Skeleton lines={2} />
  if (list.isError) return <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
  return (
    <>
      <p className="mb-4">ほかのプログラムから、自分の権限で伴走を使うための鍵です。人に渡さないでください。</p>
      <ul className="mb-4 flex flex-col gap-4">
        {list.data.tokens.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center justify-between gap-3 border-b pb-4">
            <div className="min-w-0">
              <p className="break-all">{token.name}</p>
              <p className="text-dns-14N-130 text-solid-gray-700">
                期限 <Time at={token.expiresAt} relative={false} />
                　最後の利用 {token.lastUsedAt ? <Time at={token.lastUsedAt} /> : 'なし'}
              </p>
            </div>
            <Button size="small" disabled={revoking.isPending} onClick={() => revoking.mutate({ id: token.id })}>
              取り消す
            </Button>
          </li>
        ))}
      </ul>
      <Button onClick={() => setMaking(true)}>APIトークンを作る</Button>
      {making && (
        <FormDialog
          title="APIトークンを作る"
          submit="作る"
          pending={creating.isPending}
          error={creating.error}
          onSubmit={() => creating.mutate({ name, days: Number(days) })}
          onClose={() => setMaking(false)}
        >
          <TextField
            label="何に使うか"
            required
            autoComplete="off"
            value={name}
            error={fieldErrors(creating.error).name}
            onChange={(event) => setName(event.target.value)}
          />
          <Select label="期限" choices={lifetimes} value={days} onChange={(event) => setDays(event.target.value)} />
        </FormDialog>
      )}
      <Dialog title="新しいAPIトークン" open={made !== undefined} onClose={() => setMade(undefined)} alert>
        <p className="mb-3">この画面を閉じると、もう表示できません。今すぐ安全な場所に控えてください。</p>
        <p className="break-all rounded-8 border border-solid-gray-420 p-3 font-mono">{made}</p>
      </Dialog>
    </>
  )
}
