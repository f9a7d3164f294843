import { fieldErrors } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useFormDraft } from '../../../ui/text-editor/form-draft.ts'
import { type Own, useChange, useTraining } from './use-training.ts'

/** What was learnt and where it will be used; kept on this machine until it is sent. */
export function ReportDialog({ enrolment, onClose }: { enrolment: Own; onClose: () => void }) {
  const api = useTraining()
  const { id, revision, course } = enrolment
  const draft = useFormDraft(`training-report-${id}`, { text: enrolment.report })
  const report = useChange(
    () => api.enrolment.report.call({ id, revision, text: draft.form.text }),
    ({ state }) => (state === 'completed' ? '修了しました。' : '報告を出しました。所属長が確かめます。'),
    () => {
      draft.clear({ text: '' })
      onClose()
    },
  )
  return (
    <FormDialog
      title={`「${course.title}」の報告`}
      submit="報告を出す"
      pending={report.isPending}
      error={report.error}
      onSubmit={() => report.mutate(undefined)}
      onClose={onClose}
    >
      <TextArea
        label="学んだことと、仕事でどう使うか"
        required
        rows={8}
        limit={4000}
        error={fieldErrors(report.error)['text']}
        value={draft.form.text}
        onChange={(event) => draft.set({ text: event.target.value })}
      />
    </FormDialog>
  )
}
