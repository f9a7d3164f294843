import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { FieldGroup } from '../../../ui/field.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { Heading } from '../contract/document.ts'
import type { FrameworkShown } from '../contract/framework.ts'
import { type Certainty, certainties, certaintyNames } from '../contract/names.ts'
import { Conflict, currentIn } from './conflict.tsx'
import { fieldName } from './field-words.ts'
import { useChange, useFramework } from './use-framework.ts'

const formOf = ({ name, description, source, licence, status, levels }: Heading): Heading => ({
  ...{ name, description, source, licence, status, levels },
})

/** What the version says of itself, and what its levels are called. */
export function EditHeading({ framework }: { framework: FrameworkShown }) {
  const api = useFramework()
  const toast = useToast()
  const [form, setForm] = useState(() => formOf(framework))
  const [revision, setRevision] = useState(framework.revision)
  const save = useChange(
    (base: number) => api.framework.update.call({ id: framework.id, revision: base, ...form }),
    (saved) => {
      setRevision(saved.revision)
      toast({ title: '名前と段階を保存しました', tone: 'success' })
    },
  )
  const errors = fieldErrors(save.error)
  const levelErrors = fieldErrors(save.error, 1)
  const current = currentIn<Heading & { revision: number }>(save.error)
  const set = (change: Partial<Heading>) => setForm({ ...form, ...change })
  const text = (field: 'name' | 'description' | 'source' | 'licence') => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  })
  return (
    <form
      noValidate
      className="flex max-w-form flex-col gap-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (!save.isPending) save.mutate(revision)
      }}
    >
      {save.error && !current && Object.keys(errors).length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(save.error)} live />
      )}
      {current && (
        <Conflict
          words={[
            ...(['name', 'description', 'source', 'licence'] as const).map((field) => ({
              ...{ label: fieldName(field), mine: form[field], theirs: current[field] },
            })),
            { label: '段階の名前', mine: form.levels.join('、'), theirs: current.levels.join('、') },
          ]}
          onKeepMine={() => save.mutate(current.revision)}
          onTakeTheirs={() => {
            setForm(formOf(current))
            setRevision(current.revision)
            save.reset()
          }}
        />
      )}
      <TextField label="枠組みの名前" required {...text('name')} />
      <TextArea label="説明" limit={2000} {...text('description')} />
      <FieldGroup label="段階の名前">
        {form.levels.map((level, at) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: levels are their numbers
            key={at}
            label={`段階${at}`}
            required
            value={level}
            error={errors['levels'] ? levelErrors[at] : undefined}
            onChange={(event) => set({ levels: form.levels.with(at, event.target.value) })}
          />
        ))}
      </FieldGroup>
      <TextArea label="出典" limit={1000} {...text('source')} />
      <TextField label="利用条件" {...text('licence')} />
      <Select
        label="確かさ"
        choices={certainties.map((value) => ({ value, label: certaintyNames[value] }))}
        value={form.status}
        onChange={(event) => set({ status: event.target.value as Certainty })}
      />
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          保存する
        </Button>
      </div>
    </form>
  )
}
