import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useStaff } from './shared.ts'

const lifetimes = [
  { value: '90', label: '90日' },
  { value: '365', label: '1年' },
  { value: '1095', label: '3年' },
]
const soon = 30 * 24 * 3600_000
const secret = 'break-all rounded-8 border border-solid-gray-420 p-3 font-mono'

/** 自動登録（SCIM）: the keys with which the body's directory keeps accounts and roles, for administrators. */
export function ScimTokens() {
  const api = useStaff()
  const queries = useQueryClient()
  const toast = useToast()
  const [making, setMaking] = useState(false)
  const [name, setName] = useState('')
  const [days, setDays] = useState('365')
  const [made, setMade] = useState<string>()
  const [ending, setEnding] = useState<{ id: string; name: string }>()
  const list = useQuery(api.scimToken.list.queryOptions())
  const again = () => queries.invalidateQueries({ queryKey: api.scimToken.key() })
  const creating = useMutation(
    api.scimToken.create.mutationOptions({
      onSuccess: ({ token }) => {
        setMaking(false)
        setName('')
        setMade(token)
      },
      onSettled: again,
    }),
  )
  const revoking = useMutation(
    api.scimToken.revoke.mutationOptions({
      onSuccess: () => toast({ title: '自動登録のトークンを取り消しました' }),
      onError: (error) => toast({ title: errorSentence(error), tone: 'error' }),
      onSettled: () => {
        setEnding(undefined)
        return again()
      },
    }),
  )
  if (list.isPending) return <Skeleton lines={3} />
  if (list.isError) return <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
  const { baseUrl, tokens } = list.data
  return (
    <section className="mt-12">
      <SectionHeading>自動登録（SCIM）</SectionHeading>
      <p className="mb-4">
        庁内の利用者管理（Entra
        ID、Oktaなど）の変更を、伴走の職員・アカウント・役割に自動で反映します。採用や異動のたびに伴走で登録し直す必要がなくなり、利用者管理で無効にした人は、すぐにサインインできなくなります。
      </p>
      <p className="mb-2">利用者管理の側には、次のURLと、下で作るトークンを登録してください。</p>
      <p className={`mb-6 ${secret}`}>{baseUrl}</p>
      {tokens.length === 0 && <p className="mb-6">トークンはまだありません。自動登録は行われていません。</p>}
      <ul className="mb-6 flex flex-col gap-4">
        {tokens.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center justify-between gap-3 border-b pb-4">
            <div className="min-w-0">
              <p className="break-all">
                {token.name}{' '}
                {token.expiresAt.getTime() - Date.now() < soon && (
                  <StatusBadge tone="warning">まもなく期限切れ</StatusBadge>
                )}
              </p>
              <p className="flex flex-wrap gap-x-4 text-dns-14N-130 text-solid-gray-700">
                <span>作成 {token.madeBy}</span>
                <span>
                  期限 <Time at={token.expiresAt} relative={false} />
                </span>
                <span>最後の利用 {token.lastUsedAt ? <Time at={token.lastUsedAt} /> : 'なし'}</span>
              </p>
            </div>
            <Button size="small" aria-label={`${token.name}を取り消す`} onClick={() => setEnding(token)}>
              取り消す
            </Button>
          </li>
        ))}
      </ul>
      <Button onClick={() => setMaking(true)}>自動登録のトークンを作る</Button>
      {making && (
        <FormDialog
          title="自動登録のトークンを作る"
          submit="作る"
          pending={creating.isPending}
          error={creating.error}
          onSubmit={() => creating.mutate({ name, days: Number(days) })}
          onClose={() => setMaking(false)}
        >
          <TextField
            label="渡す相手"
            support="例：Entra ID。監査記録に、この名前で残ります。"
            required
            autoComplete="off"
            value={name}
            error={fieldErrors(creating.error).name}
            onChange={(event) => setName(event.target.value)}
          />
          <Select
            label="期限"
            support="切れると自動登録が止まります。切れる前に作り直して、差し替えてください。"
            choices={lifetimes}
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </FormDialog>
      )}
      <Dialog title="新しい自動登録のトークン" open={made !== undefined} onClose={() => setMade(undefined)} alert>
        <p className="mb-3">
          この画面を閉じると、もう表示できません。今すぐ利用者管理の側に登録してください。職員の情報と権限を書き換えられる鍵です。メールなどで送らないでください。
        </p>
        <p className={secret}>{made}</p>
      </Dialog>
      <ConfirmDialog
        title="トークンを取り消しますか"
        open={ending !== undefined}
        confirm="取り消す"
        danger
        pending={revoking.isPending}
        onConfirm={() => ending && revoking.mutate({ id: ending.id })}
        onClose={() => setEnding(undefined)}
      >
        「{ending?.name}」からの自動登録は、すぐに止まります。登録済みの職員とアカウントは、そのまま残ります。
      </ConfirmDialog>
    </section>
  )
}
