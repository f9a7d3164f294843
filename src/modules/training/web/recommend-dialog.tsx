import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { PersonPicker } from './person-picker.tsx'
import { type Cohort, type Course, useChange, useTraining } from './use-training.ts'

/** A head sends somebody of their sections to a holding. */
export function RecommendDialog({ course, cohort, onClose }: { course: Course; cohort: Cohort; onClose: () => void }) {
  const api = useTraining()
  const id = useRef(newId())
  const [personId, setPersonId] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState(false)
  const send = useChange(
    () =>
      api.enrolment.apply.call({
        ...{ id: id.current, courseId: course.id, cohortId: cohort.id, words, personId: personId ?? '' },
      }),
    ({ state }) =>
      state === 'seated' ? '推薦しました。受講が決まり、本人に伝えました。' : '推薦しました。空きを待っています。',
    onClose,
  )
  return (
    <FormDialog
      title={`${cohort.document.name}に推薦する`}
      submit="推薦する"
      pending={send.isPending}
      error={send.error}
      onSubmit={() => {
        setAsked(true)
        if (personId) send.mutate(undefined)
      }}
      onClose={onClose}
    >
      <PersonPicker
        label="推薦する職員"
        value={personId}
        error={asked && !personId ? '職員を選んでください。' : undefined}
        onChange={setPersonId}
      />
      <TextArea
        label="推薦する理由"
        support="本人も読みます。"
        rows={3}
        limit={400}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </FormDialog>
  )
}
