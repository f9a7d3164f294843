import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { CheckboxGroup } from '../../../ui/checkbox.tsx'
import { FieldGroup } from '../../../ui/field.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { FrameworkShown } from '../contract/framework.ts'
import { type Axis, axes, axisNames, type Certainty, certainties, certaintyNames } from '../contract/names.ts'
import { Conflict, currentIn } from './conflict.tsx'
import { CrosswalkField } from './crosswalk-field.tsx'
import { fieldName } from './field-words.ts'
import { useChange, useFramework } from './use-framework.ts'

type Skill = FrameworkShown['skills'][number]

/** What stands in the fields: levels always five, examples one a line. */
const formOf = (skill: Skill | undefined) => ({
  code: skill?.code ?? '',
  name: skill?.name ?? '',
  description: skill?.description ?? '',
  axes: skill?.axes ?? [],
  levels: skill?.levels.length ? skill.levels : ['', '', '', '', ''],
  examples: (skill?.examples ?? []).join('\n'),
  crosswalk: skill?.crosswalk ?? [],
  status: skill?.status ?? ('assumed' as Certainty),
  source: skill?.source ?? '',
})
type Form = ReturnType<typeof formOf>

const given = ({ examples, levels, ...form }: Form) => ({
  ...form,
  levels: levels.every((level) => level.trim() === '') ? [] : levels,
  examples: examples.split('\n').filter((line) => line.trim() !== ''),
})

interface Props {
  framework: FrameworkShown
  area: string
  /** Left out for a new skill. */
  skill?: Skill
  onClose: () => void
}

/** All words of one skill. When somebody else saved first, what is typed here stays and the difference is shown. */
export function SkillForm({ framework, area, skill, onClose }: Props) {
  const api = useFramework()
  const toast = useToast()
  const [form, setForm] = useState(() => formOf(skill))
  const [revision, setRevision] = useState(skill?.revision ?? 0)
  const { id } = framework
  const save = useChange(
    (base: number): Promise<unknown> =>
      skill
        ? api.skill.update.call({ id, ...given(form), revision: base })
        : api.skill.add.call({ id, area, ...given(form) }),
    () => {
      onClose()
      toast({ title: skill ? 'スキルを保存しました' : 'スキルを加えました', tone: 'success' })
    },
  )
  const errors = fieldErrors(save.error)
  const levelErrors = fieldErrors(save.error, 1)
  const current = currentIn<Skill>(save.error)
  const unnamed = save.error && !current && Object.keys(errors).length === 0
  const set = (change: Partial<Form>) => setForm({ ...form, ...change })
  const text = (field: 'code' | 'name' | 'description' | 'examples' | 'source') => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending) save.mutate(revision)
  }
  return (
    <Card>
      <form
        noValidate
        onSubmit={submit}
        className="flex flex-col gap-5"
        aria-label={skill ? `${skill.name}を直す` : '新しいスキル'}
      >
        {unnamed && <NotificationBanner tone="error" title={errorSentence(save.error)} live />}
        {current && (
          <Conflict
            words={wordings(form, formOf(current))}
            onKeepMine={() => {
              setRevision(current.revision)
              save.mutate(current.revision)
            }}
            onTakeTheirs={() => {
              setForm(formOf(current))
              setRevision(current.revision)
              save.reset()
            }}
          />
        )}
        {!skill && (
          <TextField
            label="コード"
            required
            support="半角の英小文字と数字。いつも同じスキルを指すため、あとから変えられません。例：city-map"
            {...text('code')}
          />
        )}
        <TextField label="スキルの名前" required {...text('name')} />
        <TextArea label="どのような力か" rows={3} limit={600} {...text('description')} />
        <CheckboxGroup
          label="軸"
          name={`axes-${skill?.code ?? 'new'}`}
          choices={axes.map((axis) => ({ value: axis, label: axisNames[axis] }))}
          value={form.axes}
          onChange={(chosen) => set({ axes: chosen as Axis[] })}
        />
        <FieldGroup
          label="段階"
          support="同僚が見て分かる行動で、段階ごとに違いが分かるように書きます。5つとも空なら、段階の説明なしにします。"
          error={errors['levels'] && Object.keys(levelErrors).length === 0 ? errors['levels'] : undefined}
        >
          {form.levels.map((level, at) => (
            <TextArea
              // biome-ignore lint/suspicious/noArrayIndexKey: levels are their numbers
              key={at}
              label={`段階${at}　${framework.levels[at]}`}
              rows={2}
              limit={300}
              value={level}
              error={errors['levels'] ? levelErrors[at] : undefined}
              onChange={(event) => set({ levels: form.levels.with(at, event.target.value) })}
            />
          ))}
        </FieldGroup>
        <TextArea label="仕事での例" support="1行に1つ、6つまで。" rows={4} {...text('examples')} />
        <CrosswalkField
          framework={framework}
          value={form.crosswalk}
          error={errors['crosswalk']}
          onChange={(crosswalk) => set({ crosswalk })}
        />
        <Select
          label="確かさ"
          choices={certainties.map((value) => ({ value, label: certaintyNames[value] }))}
          value={form.status}
          onChange={(event) => set({ status: event.target.value as Certainty })}
        />
        <TextField label="出典" support="枠組み全体の出典と違うときに書きます。" {...text('source')} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" pending={save.isPending}>
            {skill ? '保存する' : '加える'}
          </Button>
          <Button onClick={onClose}>やめる</Button>
        </div>
      </form>
    </Card>
  )
}

function wordings(mine: Form, theirs: Form) {
  const words = (form: Form): [string, string][] => [
    ['name', form.name],
    ['description', form.description],
    ...form.levels.map((level, at): [string, string] => [`level-${at}`, level]),
    ['examples', form.examples],
    ['axes', form.axes.map((axis) => axisNames[axis]).join('、')],
    ['crosswalk', form.crosswalk.map(({ framework, skill }) => `${framework} ${skill}`).join('、')],
    ['status', certaintyNames[form.status]],
    ['source', form.source],
  ]
  const other = new Map(words(theirs))
  return words(mine).map(([field, text]) => ({
    label: field === 'examples' ? '例' : fieldName(field),
    mine: text,
    theirs: other.get(field) ?? '',
  }))
}
