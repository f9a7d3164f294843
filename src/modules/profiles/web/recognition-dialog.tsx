import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { fieldErrors } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { formatDate } from '../../../ui/format.ts'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useProfiles } from './use-profiles.ts'

export interface Decided {
  id: string
  name: string
  recognised: boolean
}

/** Decides about one person: a reason always, an end for a recognition. */
export function RecognitionDialog({ decided, onClose }: { decided: Decided; onClose: () => void }) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const id = useRef(newId())
  const [decision, setDecision] = useState<'recognised' | 'not-now' | 'withdrawn'>('recognised')
  const [reason, setReason] = useState('')
  const [validTo, setValidTo] = useState('')
  const decide = useMutation(
    api.recognition.decide.mutationOptions({
      onSuccess: async ({ validTo: end }) => {
        await queries.invalidateQueries({ queryKey: api.recognition.key() })
        toast({
          title: end ? `${formatDate(end)}までの認定を決めました。本人に伝えました。` : '決めたことを記録しました。',
          tone: 'success',
        })
        onClose()
      },
    }),
  )
  return (
    <FormDialog
      title={`${decided.name}さんの認定`}
      submit="決める"
      pending={decide.isPending}
      error={decide.error}
      onSubmit={() =>
        decide.mutate({
          ...{ id: id.current, personId: decided.id, decision, reason },
          ...(decision === 'recognised' && validTo ? { validTo } : {}),
        })
      }
      onClose={onClose}
    >
      <RadioGroup
        name="decision"
        label="決めること"
        value={decision}
        onChange={(value) => setDecision(value as typeof decision)}
        choices={[
          { value: 'recognised', label: decided.recognised ? '期限を改めて認定する' : 'DX人財として認定する' },
          decided.recognised
            ? { value: 'withdrawn', label: '認定を取り消す' }
            : { value: 'not-now', label: '今回は見送る' },
        ]}
      />
      <TextArea
        label="理由"
        required
        support="本人が読みます。何を見て決めたかを書いてください。"
        rows={4}
        limit={500}
        error={fieldErrors(decide.error)['reason']}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {decision === 'recognised' && (
        <TextField
          label="期限"
          type="date"
          support="空なら、条件で決めた年数の年度末"
          error={fieldErrors(decide.error)['validTo']}
          value={validTo}
          onChange={(event) => setValidTo(event.target.value)}
        />
      )}
    </FormDialog>
  )
}
