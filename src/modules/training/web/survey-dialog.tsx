import { useState } from 'react'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { type Own, useChange, useTraining } from './use-training.ts'

const useful = ['役に立たなかった', 'あまり役に立たなかった', 'どちらともいえない', '役に立った', 'とても役に立った']
const fitting = ['やさしすぎた', 'ややさしかった', 'ちょうどよかった', 'やや難しかった', '難しすぎた']
const scale = (words: readonly string[]) => words.map((label, at) => ({ value: String(at + 1), label }))

/** Two questions and room for words; told without names. */
export function SurveyDialog({ enrolment, onClose }: { enrolment: Own; onClose: () => void }) {
  const api = useTraining()
  const [answer, setAnswer] = useState({ useful: '', fitting: '', words: '' })
  const [asked, setAsked] = useState(false)
  const survey = useChange(
    () =>
      api.enrolment.survey.call({
        ...{ id: enrolment.id, useful: Number(answer.useful), fitting: Number(answer.fitting), words: answer.words },
      }),
    () => '答えていただき、ありがとうございました。',
    onClose,
  )
  const missing = (value: string) => (asked && !value ? '1つ選んでください。' : undefined)
  return (
    <FormDialog
      title={`「${enrolment.course.title}」のアンケート`}
      submit="送る"
      pending={survey.isPending}
      error={survey.error}
      onSubmit={() => {
        setAsked(true)
        if (answer.useful && answer.fitting) survey.mutate(undefined)
      }}
      onClose={onClose}
    >
      <p>名前は出ません。5人以上の答えが集まったときだけ、まとめて表示します。</p>
      <RadioGroup
        name="useful"
        label="仕事の役に立ちましたか"
        required
        error={missing(answer.useful)}
        choices={scale(useful)}
        value={answer.useful}
        onChange={(value) => setAnswer({ ...answer, useful: value })}
      />
      <RadioGroup
        name="fitting"
        label="難しさはどうでしたか"
        required
        error={missing(answer.fitting)}
        choices={scale(fitting)}
        value={answer.fitting}
        onChange={(value) => setAnswer({ ...answer, fitting: value })}
      />
      <TextArea
        label="感想や直してほしいところ"
        rows={3}
        limit={800}
        value={answer.words}
        onChange={(event) => setAnswer({ ...answer, words: event.target.value })}
      />
    </FormDialog>
  )
}
