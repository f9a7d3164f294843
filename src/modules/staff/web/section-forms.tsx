import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { sectionKindNames, sectionKinds } from '../contract/names.ts'
import type { SectionShown } from '../contract/section.ts'
import { DayField, SectionField } from './fields.tsx'
import { useTaken } from './person-forms.tsx'
import { useStaff } from './shared.ts'

type Kind = (typeof sectionKinds)[number]
type Props = { section: SectionShown; onClose: () => void }

const kinds = sectionKinds.map((value) => ({ value, label: sectionKindNames[value] }))

export function NewSection({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState({ code: '', name: '', kana: '', duties: '', from: '' })
  const [kind, setKind] = useState<Kind>('section')
  const [parentId, setParent] = useState<string | null>(null)
  const creating = useMutation(useStaff().section.create.mutationOptions(useTaken('所属を作りました', onClose)))
  const errors = fieldErrors(creating.error)
  const text = (field: keyof typeof words) => ({
    value: words[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => setWords({ ...words, [field]: event.target.value }),
  })
  return (
    <FormDialog
      title="所属を作る"
      submit="作る"
      pending={creating.isPending}
      error={creating.error}
      onSubmit={() => creating.mutate({ ...words, kind, parentId })}
      onClose={onClose}
    >
      <DayField
        label="設置の日"
        required
        value={words.from}
        error={errors.from}
        onChange={(from) => setWords({ ...words, from })}
      />
      <TextField label="所属コード" required {...text('code')} />
      <TextField label="所属名" required {...text('name')} />
      <TextField label="フリガナ" {...text('kana')} />
      <Select label="区分" choices={kinds} value={kind} onChange={(event) => setKind(event.target.value as Kind)} />
      <SectionField label="上位の所属" asOf={words.from || undefined} value={parentId} onChange={setParent} />
      <TextArea label="分掌事務" support="質問の回答者選びに使われます。" limit={2000} {...text('duties')} />
    </FormDialog>
  )
}

export function RenameSection({ section, onClose }: Props) {
  const { id, name, kana, kind, duties } = section
  const [words, setWords] = useState({ name, kana, kind, duties, from: '' })
  const saving = useMutation(useStaff().section.rename.mutationOptions(useTaken('所属の変更を登録しました', onClose)))
  const errors = fieldErrors(saving.error)
  const text = (field: 'name' | 'kana' | 'duties') => ({
    value: words[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => setWords({ ...words, [field]: event.target.value }),
  })
  return (
    <FormDialog
      title={`${name}の名前・分掌を変える`}
      submit="変える"
      pending={saving.isPending}
      error={saving.error}
      onSubmit={() => saving.mutate({ id, ...words })}
      onClose={onClose}
    >
      <DayField
        label="いつから"
        required
        support="前の日までは、今の名前が記録に残ります。"
        value={words.from}
        error={errors.from}
        onChange={(from) => setWords({ ...words, from })}
      />
      <TextField label="所属名" required {...text('name')} />
      <TextField label="フリガナ" {...text('kana')} />
      <Select
        label="区分"
        choices={kinds}
        value={words.kind}
        onChange={(event) => setWords({ ...words, kind: event.target.value as Kind })}
      />
      <TextArea label="分掌事務" support="質問の回答者選びに使われます。" limit={2000} {...text('duties')} />
    </FormDialog>
  )
}

export function MoveSection({ section, onClose }: Props) {
  const [from, setFrom] = useState('')
  const [parentId, setParent] = useState<string | null>(section.parentId)
  const moving = useMutation(useStaff().section.move.mutationOptions(useTaken('所属を移しました', onClose)))
  return (
    <FormDialog
      title={`${section.name}の上位の所属を変える`}
      submit="変える"
      pending={moving.isPending}
      error={moving.error}
      onSubmit={() => moving.mutate({ id: section.id, parentId, from })}
      onClose={onClose}
    >
      <DayField label="いつから" required value={from} onChange={setFrom} error={fieldErrors(moving.error).from} />
      <SectionField
        label="上位の所属"
        support="空にすると、最上位になります。"
        asOf={from || undefined}
        value={parentId}
        onChange={setParent}
      />
    </FormDialog>
  )
}

export function EndSection({ section, onClose }: Props) {
  const [on, setOn] = useState('')
  const ending = useMutation(useStaff().section.end.mutationOptions(useTaken('所属の廃止を登録しました', onClose)))
  return (
    <FormDialog
      title={`${section.name}を廃止する`}
      submit="廃止する"
      danger
      pending={ending.isPending}
      error={ending.error}
      onSubmit={() => ending.mutate({ id: section.id, on })}
      onClose={onClose}
    >
      <p>職員や下位の所属が残っていると、廃止できません。記録は残ります。</p>
      <DayField label="最後の日" required value={on} onChange={setOn} error={fieldErrors(ending.error).on} />
    </FormDialog>
  )
}
