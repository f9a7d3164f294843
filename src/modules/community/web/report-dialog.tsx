import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { fieldErrors } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { reportReasonNames, reportReasons } from '../contract/moderation-names.ts'
import type { CaredPost } from './post-care.tsx'
import { useCommunity } from './use-community.ts'

const choices = reportReasons.map((value) => ({ value, label: reportReasonNames[value] }))

/** Tells the moderators of a post; who told is known to them only. */
export function ReportDialog({ subject, onClose }: { subject: CaredPost; onClose: () => void }) {
  const api = useCommunity()
  const toast = useToast()
  const [id] = useState(newId)
  const [reason, setReason] = useState<(typeof reportReasons)[number]>()
  const [note, setNote] = useState('')
  const [unchosen, setUnchosen] = useState(false)
  const send = useMutation(
    api.report.create.mutationOptions({
      onSuccess: () => {
        toast({ title: '見守り役に伝えました。確かめた結果をお知らせします。', tone: 'success' })
        onClose()
      },
    }),
  )
  return (
    <FormDialog
      title="投稿を通報する"
      submit="見守り役に伝える"
      pending={send.isPending}
      error={send.error}
      onSubmit={() => {
        setUnchosen(!reason)
        if (reason) send.mutate({ id, subjectKind: subject.kind, subjectId: subject.id, reason, note })
      }}
      onClose={onClose}
    >
      <p className="text-std-16N-170">
        見守り役（DX推進課）が内容を確かめます。あなたが知らせたことは、投稿した人には伝わりません。
      </p>
      <RadioGroup
        label="どこが気になりましたか"
        name="reason"
        required
        choices={choices}
        value={reason ?? ''}
        error={unchosen && !reason ? 'どれか1つを選んでください。' : undefined}
        onChange={(value) => setReason(value as (typeof reportReasons)[number])}
      />
      <TextArea
        label="補足"
        support="どの部分か、何が困るかを書いてください。「そのほか」を選んだときは必ず書いてください。"
        rows={3}
        value={note}
        error={fieldErrors(send.error)['note']}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  )
}
