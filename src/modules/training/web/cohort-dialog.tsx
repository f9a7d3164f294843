import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { FieldGroup } from '../../../ui/field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { type Cohort, useChange, useTraining } from './use-training.ts'

interface MeetingForm {
  id: string
  day: string
  from: string
  to: string
  place: string
  link: string
}

const japan = 9 * 3_600_000
const partsOf = (at: Date) => new Date(at.getTime() + japan).toISOString()

const formOf = (cohort: Cohort | undefined) => ({
  name: cohort?.document.name ?? '',
  seats: cohort?.document.seats?.toString() ?? '',
  framed: cohort?.document.framed ? String(cohort.document.framed) : '',
  applyUntil: cohort?.document.applyUntil ?? '',
  note: cohort?.document.note ?? '',
  meetings: (cohort?.document.meetings ?? []).map(
    ({ id, startsAt, endsAt, place, link }): MeetingForm => ({
      ...{ id, place, link, day: partsOf(startsAt).slice(0, 10) },
      ...{ from: partsOf(startsAt).slice(11, 16), to: partsOf(endsAt).slice(11, 16) },
    }),
  ),
})

const instant = (day: string, time: string) => new Date(`${day}T${time}:00+09:00`)

/** A holding of a course: its days, its seats, and until when one can apply. */
export function CohortDialog(props: { courseId: string; cohort?: Cohort; onClose: () => void }) {
  const { courseId, cohort, onClose } = props
  const api = useTraining()
  const [form, setForm] = useState(() => formOf(cohort))
  const id = useRef(cohort?.id ?? newId())
  const document = () => ({
    ...{ name: form.name, applyUntil: form.applyUntil, note: form.note },
    seats: form.seats === '' ? null : Number(form.seats),
    framed: Number(form.framed || 0),
    meetings: form.meetings.map(({ day, from, to, ...rest }) => ({
      ...rest,
      ...{ startsAt: instant(day, from), endsAt: instant(day, to) },
    })),
  })
  const save = useChange(
    (): Promise<unknown> =>
      cohort
        ? api.cohort.save.call({ id: id.current, revision: cohort.revision, document: document() })
        : api.cohort.create.call({ courseId, id: id.current, document: document() }),
    () => '開催を保存しました。',
    onClose,
  )
  const errors = fieldErrors(save.error, 1)
  const missing = form.meetings.some(({ day, from, to }) => !day || !from || !to)
  const [asked, setAsked] = useState(false)
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const text = (field: 'name' | 'seats' | 'framed' | 'applyUntil' | 'note') => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  })
  const change = (at: number, part: Partial<MeetingForm>) =>
    set({ meetings: form.meetings.map((one, place) => (place === at ? { ...one, ...part } : one)) })
  return (
    <FormDialog
      title={cohort ? `${cohort.document.name}を書き直す` : '開催を登録する'}
      submit="保存する"
      pending={save.isPending}
      error={save.error}
      onSubmit={() => {
        setAsked(true)
        if (!missing) save.mutate(undefined)
      }}
      onClose={onClose}
    >
      <TextField label="開催の名前" required support="例：第1回（7月）" {...text('name')} />
      <TextField label="申込みの締切" required type="date" {...text('applyUntil')} />
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label="定員" support="空なら決めません" inputMode="numeric" {...text('seats')} />
        <TextField label="うち、所属の推薦の枠" inputMode="numeric" {...text('framed')} />
      </div>
      {form.meetings.map((meeting, at) => (
        <FieldGroup
          key={meeting.id}
          label={`開催日 ${at + 1}`}
          error={
            asked && (!meeting.day || !meeting.from || !meeting.to)
              ? '日と、始まりと終わりの時刻を入れてください。'
              : fieldErrors(save.error, 2)[String(at)]
          }
        >
          <div className="grid gap-3 md:grid-cols-3">
            <TextField
              label="日"
              type="date"
              value={meeting.day}
              onChange={(event) => change(at, { day: event.target.value })}
            />
            <TextField
              label="始まり"
              type="time"
              value={meeting.from}
              onChange={(event) => change(at, { from: event.target.value })}
            />
            <TextField
              label="終わり"
              type="time"
              value={meeting.to}
              onChange={(event) => change(at, { to: event.target.value })}
            />
          </div>
          <TextField
            label="場所"
            value={meeting.place}
            onChange={(event) => change(at, { place: event.target.value })}
          />
          <TextField
            label="オンラインのURL"
            value={meeting.link}
            onChange={(event) => change(at, { link: event.target.value })}
          />
          <div>
            <Button size="small" onClick={() => set({ meetings: form.meetings.filter((_, place) => place !== at) })}>
              開催日 {at + 1}を取り除く
            </Button>
          </div>
        </FieldGroup>
      ))}
      <div>
        <Button
          size="small"
          onClick={() =>
            set({ meetings: [...form.meetings, { id: newId(), day: '', from: '', to: '', place: '', link: '' }] })
          }
        >
          開催日を加える
        </Button>
      </div>
      <TextField label="備考" {...text('note')} />
    </FormDialog>
  )
}
