import { useState } from 'react'
import { fieldErrors } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useLeaderChange } from './use-leader-change.ts'
import { useProfiles } from './use-profiles.ts'

/** Ends a leader's term before its time, with a reason. */
export function EndTermDialog({ term, onClose }: { term: { id: string; name: string }; onClose: () => void }) {
  const api = useProfiles()
  const [reason, setReason] = useState('')
  const end = useLeaderChange(
    () => api.leader.end.call({ id: term.id, reason }),
    '任を解きました。本人に伝えました。',
    onClose,
  )
  return (
    <FormDialog
      title={`${term.name}さんの任を解く`}
      submit="任を解く"
      danger
      pending={end.isPending}
      error={end.error}
      onSubmit={() => end.mutate(undefined)}
      onClose={onClose}
    >
      <TextArea
        label="理由"
        required
        rows={3}
        limit={500}
        error={fieldErrors(end.error)['reason']}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
