import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { CaredPost } from './post-care.tsx'
import { useCommunity } from './use-community.ts'

interface HideDialogProps {
  subject: CaredPost
  hidden: boolean
  onClose: () => void
  onChanged: () => void
}

/** Takes a post down, or shows it again, with a reason its author reads. */
export function HideDialog({ subject, hidden, onClose, onChanged }: HideDialogProps) {
  const api = useCommunity()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const change = useMutation(
    api.moderation.hide.mutationOptions({
      onSuccess: () => {
        toast({ title: hidden ? '表示に戻しました' : '非表示にしました', tone: 'success' })
        onChanged()
        onClose()
      },
    }),
  )
  const { kind: subjectKind, id: subjectId } = subject
  return (
    <FormDialog
      title={hidden ? '投稿を表示に戻す' : '投稿を非表示にする'}
      submit={hidden ? '表示に戻す' : '非表示にする'}
      danger={!hidden}
      pending={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate({ subjectKind, subjectId, hidden: !hidden, reason })}
      onClose={onClose}
    >
      <p className="text-std-16N-170">
        {hidden
          ? '一覧や検索にもう一度出ます。'
          : '投稿した人と見守り役のほかには、一覧にも検索にも出なくなります。あとで表示に戻せます。'}
      </p>
      <TextArea
        label="理由"
        required
        support="投稿した人にそのまま伝わります。どう直せばよいかも書いてください。"
        rows={3}
        value={reason}
        error={fieldErrors(change.error)['reason']}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
