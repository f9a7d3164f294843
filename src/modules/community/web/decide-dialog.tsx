import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useCommunity } from './use-community.ts'

interface DecideDialogProps {
  report: { id: string; together: number }
  outcome: 'upheld' | 'dismissed'
  onClose: () => void
  onDone: () => void
}

/** Decides all open reports of one post, with a reason those who reported read. */
export function DecideDialog({ report, outcome, onClose, onDone }: DecideDialogProps) {
  const api = useCommunity()
  const toast = useToast()
  const [answer, setAnswer] = useState('')
  const decide = useMutation(
    api.report.decide.mutationOptions({
      onSuccess: () => {
        toast({ title: outcome === 'upheld' ? '非表示にし、結果を伝えました' : '結果を伝えました', tone: 'success' })
        onDone()
      },
    }),
  )
  const upheld = outcome === 'upheld'
  return (
    <FormDialog
      title={upheld ? '投稿を非表示にする' : '投稿をそのままにする'}
      submit={upheld ? '非表示にして伝える' : '伝える'}
      danger={upheld}
      pending={decide.isPending}
      error={decide.error}
      onSubmit={() => decide.mutate({ id: report.id, outcome, answer })}
      onClose={onClose}
    >
      {report.together > 1 && (
        <p className="text-std-16N-170">同じ投稿への通報{report.together}件に、まとめて答えます。</p>
      )}
      <TextArea
        label="理由"
        required
        support={upheld ? '通報した人と、投稿した人に伝わります。' : '通報した人に伝わります。'}
        rows={3}
        value={answer}
        error={fieldErrors(decide.error)['answer']}
        onChange={(event) => setAnswer(event.target.value)}
      />
    </FormDialog>
  )
}
