import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { formatDate } from '../../../ui/format.ts'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { PersonPicker } from './person-picker.tsx'
import { useChange, useTraining } from './use-training.ts'

/** Who answers while a head is away. */
export function Delegates() {
  const api = useTraining()
  const own = useQuery(api.enrolment.delegates.queryOptions({ input: {} }))
  const [naming, setNaming] = useState(false)
  const end = useChange(
    (id: string) => api.enrolment.undelegate.call({ id }),
    () => '代理をやめました。',
  )
  if (!own.data?.heads) return null
  return (
    <section className="mt-10" aria-labelledby="delegates">
      <SectionHeading id="delegates">留守の間の代理</SectionHeading>
      {own.data.delegates.length === 0 && <p>決めていません。休みや出張の間、代わりに答える人を決められます。</p>}
      <ul className="flex flex-col gap-2">
        {own.data.delegates.map(({ id, name, from, to, reason }) => (
          <li key={id} className="flex flex-wrap items-center gap-3">
            <span>
              {name}さん　{formatDate(from)}から{formatDate(to)}まで{reason && `　${reason}`}
            </span>
            <Button size="small" pending={end.isPending} onClick={() => end.mutate(id)}>
              {name}さんの代理をやめる
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-3">
        <Button onClick={() => setNaming(true)}>代理を決める</Button>
      </div>
      {naming && <DelegateDialog onClose={() => setNaming(false)} />}
    </section>
  )
}

function DelegateDialog({ onClose }: { onClose: () => void }) {
  const api = useTraining()
  const id = useRef(newId())
  const [form, setForm] = useState<{ personId: string | null; from: string; to: string; reason: string }>({
    ...{ personId: null, from: '', to: '', reason: '' },
  })
  const [asked, setAsked] = useState(false)
  const save = useChange(
    () => api.enrolment.delegate.call({ id: id.current, ...form, personId: form.personId ?? '' }),
    () => '代理を決めました。',
    onClose,
  )
  const needed = (value: string | null) => (asked && !value ? '入れてください。' : undefined)
  return (
    <FormDialog
      title="代理を決める"
      submit="決める"
      pending={save.isPending}
      error={save.error}
      onSubmit={() => {
        setAsked(true)
        if (form.personId && form.from && form.to) save.mutate(undefined)
      }}
      onClose={onClose}
    >
      <PersonPicker
        label="代理の人"
        value={form.personId}
        error={needed(form.personId)}
        onChange={(personId) => setForm({ ...form, personId })}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label="始まり"
          required
          type="date"
          value={form.from}
          error={needed(form.from)}
          onChange={(event) => setForm({ ...form, from: event.target.value })}
        />
        <TextField
          label="終わり"
          required
          type="date"
          value={form.to}
          error={needed(form.to)}
          onChange={(event) => setForm({ ...form, to: event.target.value })}
        />
      </div>
      <TextField
        label="理由"
        value={form.reason}
        onChange={(event) => setForm({ ...form, reason: event.target.value })}
      />
    </FormDialog>
  )
}
