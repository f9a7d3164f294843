import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { dateInJapan } from '../../../kernel/fiscal-year.ts'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { HoursField, hoursFrom, hoursOf } from './hours-field.tsx'
import { useCommunity } from './use-community.ts'

export interface Recorded {
  section: { id: string; name: string }
  adoptedOn: string
  hoursSaved: number | null
  measured: string
  note: string
}

interface AdoptionDialogProps {
  topicId: string
  record: Recorded
  isNew: boolean
  onClose: () => void
  onSaved: () => void
}

/** A new record for a section of the reader's: today, not measured. */
export const newRecord = (section: Recorded['section']): Recorded => ({
  ...{ section, adoptedOn: dateInJapan(new Date()), hoursSaved: null, measured: '', note: '' },
})

/** Records that the reader's section does as the practice says, and what it brought. */
export function AdoptionDialog({ topicId, record, isNew, onClose, onSaved }: AdoptionDialogProps) {
  const api = useCommunity()
  const form = useId()
  const [adoptedOn, setAdoptedOn] = useState(record.adoptedOn)
  const [hours, setHours] = useState(() => hoursFrom(record.hoursSaved, record.measured))
  const [note, setNote] = useState(record.note)
  const [fault, setFault] = useState<string>()
  const save = useMutation(api.adoption.set.mutationOptions({ onSuccess: onSaved }))
  const remove = useMutation(api.adoption.remove.mutationOptions({ onSuccess: onSaved }))
  const errors = fieldErrors(save.error)
  const failure = remove.error ?? (Object.keys(errors).length === 0 ? save.error : null)
  const sectionId = record.section.id
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { fault: found, ...measured } = hoursOf(hours)
    setFault(found)
    if (found) document.getElementById('adoption-hoursSaved')?.focus()
    if (!found && !save.isPending) save.mutate({ topicId, sectionId, adoptedOn, ...measured, note })
  }
  return (
    <Dialog
      open
      title={`${record.section.name}の採用を${isNew ? '記録する' : '直す'}`}
      onClose={onClose}
      actions={
        <>
          {!isNew && (
            <Button variant="text" pending={remove.isPending} onClick={() => remove.mutate({ topicId, sectionId })}>
              採用の記録を取り消す
            </Button>
          )}
          <Button onClick={onClose}>やめる</Button>
          <Button type="submit" form={form} variant="primary" pending={save.isPending}>
            {isNew ? '記録する' : '保存する'}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className="flex flex-col gap-6" onSubmit={submit}>
        {failure && <NotificationBanner tone="error" title={errorSentence(failure)} live />}
        <TextField
          id="adoption-adoptedOn"
          label="採用した日"
          required
          type="date"
          max={dateInJapan(new Date())}
          value={adoptedOn}
          error={errors['adoptedOn']}
          onChange={(event) => setAdoptedOn(event.target.value)}
        />
        <HoursField
          id="adoption"
          value={hours}
          errors={{ hoursSaved: fault ?? errors['hoursSaved'], measured: errors['measured'] }}
          onChange={setHours}
        />
        <TextArea
          label="ひとこと"
          support="やり方を変えたところや、気づいたことがあれば書きます。"
          rows={2}
          limit={1000}
          value={note}
          error={errors['note']}
          onChange={(event) => setNote(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
