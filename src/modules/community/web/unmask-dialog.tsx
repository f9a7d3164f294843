import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { CaredPost } from './post-care.tsx'
import { useCommunity } from './use-community.ts'

/** Asks who is behind an anonymous post: recorded, and its author is told. */
export function UnmaskDialog({ subject, onClose }: { subject: CaredPost; onClose: () => void }) {
  const api = useCommunity()
  const [reason, setReason] = useState('')
  const ask = useMutation(api.moderation.unmask.mutationOptions())
  const { kind: subjectKind, id: subjectId } = subject
  if (ask.data)
    return (
      <Dialog title="匿名の投稿者" open onClose={onClose}>
        <p className="mb-6 text-std-18B-160">
          {ask.data.author ? `${ask.data.author.name}（${ask.data.author.section}）` : '投稿者の記録がありません。'}
        </p>
        <Button onClick={onClose}>閉じる</Button>
      </Dialog>
    )
  return (
    <FormDialog
      title="匿名の投稿者を確かめる"
      submit="記録を残して確かめる"
      pending={ask.isPending}
      error={ask.error}
      onSubmit={() => ask.mutate({ subjectKind, subjectId, reason })}
      onClose={onClose}
    >
      <p className="text-std-16N-170">
        確かめたこと、日時、理由は監査記録に残り、投稿した本人にも理由とともに伝わります。本当に必要なときだけ行ってください。
      </p>
      <TextArea
        label="確かめる理由"
        required
        rows={3}
        value={reason}
        error={fieldErrors(ask.error)['reason']}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
