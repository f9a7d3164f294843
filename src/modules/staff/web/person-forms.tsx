import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '../../../ui/api.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { type Employment, employmentNames, employments, postKindNames } from '../contract/names.ts'
import { DayField, SectionField } from './fields.tsx'
import { useStaff } from './shared.ts'

/** What a form does when it was taken: everything about people is read again. */
export function useTaken(title: string, onClose: () => void) {
  const queries = useQueryClient()
  const toast = useToast()
  return {
    onSuccess: async () => {
      onClose()
      toast({ title })
      await queries.invalidateQueries()
    },
  }
}

interface Words {
  staffNumber: string
  name: string
  kana: string
  mail: string | null
  employment: Employment
  joinedOn: string | null
}
const nobody: Words = { staffNumber: '', name: '', kana: '', mail: null, employment: 'regular', joinedOn: null }

function WordFields({ words, set, error }: { words: Words; set: (change: Partial<Words>) => void; error: unknown }) {
  const errors = fieldErrors(error)
  const text = (field: 'staffNumber' | 'name' | 'kana' | 'mail') => ({
    value: words[field] ?? '',
    error: errors[field],
    onChange: (event: { target: { value: string } }) =>
      set({ [field]: field === 'mail' ? event.target.value.trim() || null : event.target.value }),
  })
  return (
    <>
      <TextField label="職員番号" required autoComplete="off" {...text('staffNumber')} />
      <TextField label="氏名" required autoComplete="off" {...text('name')} />
      <TextField label="フリガナ" autoComplete="off" {...text('kana')} />
      <TextField label="メールアドレス" type="email" autoComplete="off" {...text('mail')} />
      <Select
        label="任用区分"
        choices={employments.map((value) => ({ value, label: employmentNames[value] }))}
        value={words.employment}
        onChange={(event) => set({ employment: event.target.value as Employment })}
      />
      <DayField
        label="採用日"
        value={words.joinedOn ?? ''}
        error={errors.joinedOn}
        onChange={(day) => set({ joinedOn: day || null })}
      />
    </>
  )
}

export function NewPerson({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState(nobody)
  const [section, setSection] = useState<string | null>(null)
  const [from, setFrom] = useState('')
  const [title, setTitle] = useState('')
  const creating = useMutation(useStaff().person.create.mutationOptions(useTaken('職員を登録しました', onClose)))
  const post = section ? { post: { sectionId: section, title, from } } : {}
  return (
    <FormDialog
      title="職員を登録する"
      submit="登録する"
      pending={creating.isPending}
      error={creating.error}
      onSubmit={() => creating.mutate({ ...words, ...post })}
      onClose={onClose}
    >
      <WordFields words={words} set={(change) => setWords({ ...words, ...change })} error={creating.error} />
      <SectionField label="所属（主務）" value={section} onChange={setSection} />
      <DayField
        label="配属の始まり"
        value={from}
        onChange={setFrom}
        error={fieldErrors(creating.error).post && '配属の始まりの日を選んでください。'}
      />
      <TextField label="職位" value={title} onChange={(event) => setTitle(event.target.value)} />
    </FormDialog>
  )
}

export function EditPerson({
  person,
  onClose,
}: {
  person: Words & { id: string; revision: number }
  onClose: () => void
}) {
  const [words, setWords] = useState<Words>(person)
  const saving = useMutation(useStaff().person.update.mutationOptions(useTaken('登録内容を直しました', onClose)))
  const { staffNumber, name, kana, mail, employment, joinedOn } = words
  return (
    <FormDialog
      title="登録内容を直す"
      submit="保存する"
      pending={saving.isPending}
      error={saving.error}
      onSubmit={() =>
        saving.mutate({ id: person.id, revision: person.revision, staffNumber, name, kana, mail, employment, joinedOn })
      }
      onClose={onClose}
    >
      <WordFields words={words} set={(change) => setWords({ ...words, ...change })} error={saving.error} />
    </FormDialog>
  )
}

export function AddPost({ personId, onClose }: { personId: string; onClose: () => void }) {
  const [kind, setKind] = useState<'main' | 'concurrent'>('main')
  const [section, setSection] = useState<string | null>(null)
  const [from, setFrom] = useState('')
  const [title, setTitle] = useState('')
  const [head, setHead] = useState(false)
  const adding = useMutation(useStaff().post.add.mutationOptions(useTaken('配属を登録しました', onClose)))
  const errors = fieldErrors(adding.error)
  return (
    <FormDialog
      title="異動・兼務を登録する"
      submit="登録する"
      pending={adding.isPending}
      error={adding.error}
      onSubmit={() => adding.mutate({ personId, sectionId: section ?? '', kind, title, head, from })}
      onClose={onClose}
    >
      <RadioGroup
        label="種類"
        name="kind"
        choices={[
          {
            value: 'main',
            label: `異動（新しい${postKindNames.main}）`,
            support: 'それまでの主務は、前の日で終わります。',
          },
          { value: 'concurrent', label: postKindNames.concurrent, support: '今の配属はそのまま続きます。' },
        ]}
        value={kind}
        onChange={(value) => setKind(value as typeof kind)}
      />
      <DayField label="発令日" required value={from} onChange={setFrom} error={errors.from} />
      <SectionField
        label="所属"
        required
        asOf={from || undefined}
        value={section}
        onChange={setSection}
        error={errors.sectionId && '所属を選んでください。'}
      />
      <TextField label="職位" value={title} onChange={(event) => setTitle(event.target.value)} error={errors.title} />
      <Checkbox checked={head} onChange={(event) => setHead(event.target.checked)}>
        所属長として配属する
      </Checkbox>
    </FormDialog>
  )
}

/** One date ends a post, or a career. */
export function EndPost({ postId, name, onClose }: { postId: string; name: string; onClose: () => void }) {
  const [on, setOn] = useState('')
  const ending = useMutation(useStaff().post.end.mutationOptions(useTaken('配属の終わりを登録しました', onClose)))
  return (
    <FormDialog
      title={`${name}への配属を終える`}
      submit="終える"
      pending={ending.isPending}
      error={ending.error}
      onSubmit={() => ending.mutate({ id: postId, on })}
      onClose={onClose}
    >
      <DayField label="最後の日" required value={on} onChange={setOn} error={fieldErrors(ending.error).on} />
    </FormDialog>
  )
}

export function Leave({ personId, leftOn, onClose }: { personId: string; leftOn: string | null; onClose: () => void }) {
  const [on, setOn] = useState(leftOn ?? '')
  const leaving = useMutation(useStaff().person.leave.mutationOptions(useTaken('退職日を登録しました', onClose)))
  return (
    <FormDialog
      title="退職を記録する"
      submit="記録する"
      danger
      pending={leaving.isPending}
      error={leaving.error}
      onSubmit={() => leaving.mutate({ id: personId, on: on || null })}
      onClose={onClose}
    >
      <p>配属と役割はその日で終わり、翌日からサインインできなくなります。記録は残ります。</p>
      <DayField label="退職日" required={!leftOn} value={on} onChange={setOn} error={fieldErrors(leaving.error).on} />
    </FormDialog>
  )
}
