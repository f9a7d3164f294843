import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { Time } from '../../../ui/time.tsx'
import { useTaken } from './person-forms.tsx'
import { useStaff } from './shared.ts'

const statusNames = { usable: '利用できます', locked: 'ロック中（続けて間違えたため）', disabled: '停止中' }

/** How one person signs in, for administrators. */
export function PersonAccount({ personId }: { personId: string }) {
  const api = useStaff()
  const [open, setOpen] = useState<'create' | 'disable'>()
  const [login, setLogin] = useState('')
  const [issued, setIssued] = useState<{ link: string; expiresAt: Date }>()
  const close = () => setOpen(undefined)
  const { data } = useQuery(api.account.get.queryOptions({ input: { personId } }))
  const creating = useMutation(api.account.create.mutationOptions(useTaken('アカウントを作りました', close)))
  const issuing = useMutation(api.account.issueReset.mutationOptions(useTaken('リンクを発行しました', close)))
  const disabling = useMutation(api.account.disable.mutationOptions(useTaken('アカウントを停止しました', close)))
  const enabling = useMutation(api.account.enable.mutationOptions(useTaken('利用を再開しました', close)))
  const unlocking = useMutation(api.account.unlock.mutationOptions(useTaken('ロックを解きました', close)))
  const failed = issuing.error ?? disabling.error ?? enabling.error ?? unlocking.error
  if (!data) return null
  const { account } = data
  return (
    <section className="mt-10">
      <SectionHeading>アカウント</SectionHeading>
      {failed && <NotificationBanner tone="error" title={errorSentence(failed)} live />}
      <p className="mb-3">
        {account ? `利用者ID「${account.login}」：${statusNames[account.status]}` : 'アカウントはまだありません。'}
      </p>
      <div className="flex flex-wrap gap-3">
        {!account && <Button onClick={() => setOpen('create')}>アカウントを作る</Button>}
        {account && account.status !== 'disabled' && (
          <>
            <Button
              pending={issuing.isPending}
              onClick={() => issuing.mutate({ personId }, { onSuccess: (reset) => setIssued(reset) })}
            >
              パスワードを決めるリンクを発行する
            </Button>
            <Button onClick={() => setOpen('disable')}>停止する</Button>
          </>
        )}
        {account?.status === 'locked' && <Button onClick={() => unlocking.mutate({ personId })}>ロックを解く</Button>}
        {account?.status === 'disabled' && (
          <Button onClick={() => enabling.mutate({ personId })}>利用を再開する</Button>
        )}
      </div>
      {open === 'create' && (
        <FormDialog
          title="アカウントを作る"
          submit="作る"
          pending={creating.isPending}
          error={creating.error}
          onSubmit={() => creating.mutate({ personId, login }, { onSuccess: (reset) => setIssued(reset) })}
          onClose={close}
        >
          <TextField
            label="利用者ID"
            support="本人がサインインするときに入力します。職員番号などが使えます。"
            required
            autoComplete="off"
            value={login}
            error={fieldErrors(creating.error).login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </FormDialog>
      )}
      <ConfirmDialog
        title="アカウントを停止しますか"
        open={open === 'disable'}
        confirm="停止する"
        danger
        pending={disabling.isPending}
        onConfirm={() => disabling.mutate({ personId }, { onError: close })}
        onClose={close}
      >
        すぐにサインアウトし、再開するまでサインインできなくなります。書いた内容は残ります。
      </ConfirmDialog>
      <Dialog title="本人に渡すリンク" open={issued !== undefined} onClose={() => setIssued(undefined)} alert>
        {issued && (
          <>
            <p className="mb-3">
              このリンクを本人だけに渡してください。開くとパスワードを決められます。
              <Time at={issued.expiresAt} relative={false} />
              まで、一度だけ使えます。この画面を閉じると、もう表示できません。
            </p>
            <p className="break-all rounded-8 border border-solid-gray-420 p-3 font-mono">{issued.link}</p>
          </>
        )}
      </Dialog>
    </section>
  )
}
