import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { controlLook } from '../../../ui/field.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { TargetProfile } from '../contract/document.ts'
import type { FrameworkShown } from '../contract/framework.ts'
import {
  type Certainty,
  certainties,
  certaintyNames,
  type ProfileKind,
  profileKindNames,
  profileKinds,
} from '../contract/names.ts'
import { Conflict, currentIn } from './conflict.tsx'
import { useChange, useFramework } from './use-framework.ts'

type Profile = FrameworkShown['profiles'][number]

const formOf = (profile: Profile | undefined) => ({
  code: profile?.code ?? '',
  kind: profile?.kind ?? ('role' as ProfileKind),
  name: profile?.name ?? '',
  description: profile?.description ?? '',
  status: profile?.status ?? ('assumed' as Certainty),
  targets: new Map(profile?.targets.map(({ skill, level }) => [skill, level])),
})
type Form = ReturnType<typeof formOf>

interface Props {
  framework: FrameworkShown
  profile: Profile | undefined
  onAdded: (code: string) => void
}

/** The words of one profile and the level it asks for in each skill. */
export function ProfileForm({ framework, profile, onAdded }: Props) {
  const { id, skills, areas, levels } = framework
  const api = useFramework()
  const toast = useToast()
  const [form, setForm] = useState(() => formOf(profile))
  const [revision, setRevision] = useState(profile?.revision ?? 0)
  const given: TargetProfile = {
    ...form,
    targets: skills.flatMap(({ code }) => {
      const level = form.targets.get(code)
      return level === undefined ? [] : [{ skill: code, level }]
    }),
  }
  const save = useChange(
    (base: number) =>
      profile
        ? api.targetProfile.update.call({ id, revision: base, ...given })
        : api.targetProfile.add.call({ id, ...given }),
    (saved) => {
      setRevision(saved.revision)
      toast({ title: profile ? '目標像を保存しました' : '目標像を加えました', tone: 'success' })
      if (!profile) onAdded(form.code.trim())
    },
  )
  const errors = fieldErrors(save.error)
  const current = currentIn<Profile>(save.error)
  const set = (change: Partial<Form>) => setForm({ ...form, ...change })
  const aim = (skill: string, level: string) => {
    const targets = new Map(form.targets)
    if (level === '') targets.delete(skill)
    else targets.set(skill, Number(level))
    set({ targets })
  }
  const text = (field: 'code' | 'name' | 'description') => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  })
  const aimsOf = ({ targets }: Form) =>
    skills.map(({ code, name }) => `${name} ${targets.get(code) ?? '－'}`).join('、')
  return (
    <form
      noValidate
      aria-label={profile ? `${profile.name}を直す` : '新しい目標像'}
      className="flex flex-col gap-5"
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
            { label: '名前', mine: form.name, theirs: current.name },
            { label: '説明', mine: form.description, theirs: current.description },
            { label: '目標', mine: aimsOf(form), theirs: aimsOf(formOf(current)) },
          ]}
          onKeepMine={() => save.mutate(current.revision)}
          onTakeTheirs={() => {
            setForm(formOf(current))
            setRevision(current.revision)
            save.reset()
          }}
        />
      )}
      <div className="flex max-w-form flex-col gap-5">
        {!profile && (
          <TextField label="コード" required support="半角の英小文字と数字。例：role-disaster" {...text('code')} />
        )}
        <TextField label="目標像の名前" required {...text('name')} />
        <TextArea label="どのような人か" rows={2} limit={400} {...text('description')} />
        <RadioGroup
          label="種類"
          name="kind"
          direction="row"
          choices={profileKinds.map((value) => ({ value, label: profileKindNames[value] }))}
          value={form.kind}
          onChange={(value) => set({ kind: value as ProfileKind })}
        />
        <Select
          label="確かさ"
          choices={certainties.map((value) => ({ value, label: certaintyNames[value] }))}
          value={form.status}
          onChange={(event) => set({ status: event.target.value as Certainty })}
        />
      </div>
      <Table
        caption="目標の段階"
        rows={skills}
        rowKey={({ code }) => code}
        columns={[
          { key: 'skill', header: 'スキル', rowHeader: true, cell: ({ name }) => name },
          { key: 'area', header: '領域', cell: ({ area }) => areas.find(({ code }) => code === area)?.name ?? area },
          {
            key: 'level',
            header: '目標',
            cell: ({ code, name }) => (
              <select
                aria-label={`${name}の目標`}
                className={`${controlLook} h-11`}
                value={form.targets.get(code) ?? ''}
                onChange={(event) => aim(code, event.target.value)}
              >
                <option value="">目標なし</option>
                {levels.map((level, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: levels are their numbers
                  <option key={at} value={at}>
                    {at}　{level}
                  </option>
                ))}
              </select>
            ),
          },
        ]}
      />
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          {profile ? '目標像を保存する' : '目標像を加える'}
        </Button>
      </div>
    </form>
  )
}
