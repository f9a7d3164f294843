import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { FrameworkShown } from '../contract/framework.ts'
import { SkillForm } from './skill-form.tsx'
import { useChange, useFramework } from './use-framework.ts'

type Skill = FrameworkShown['skills'][number]
type Props = { framework: FrameworkShown }

/** The skills by area, each edited in its place, added, moved or removed. */
export function EditSkills({ framework }: Props) {
  const { areas, skills } = framework
  const [editing, setEditing] = useState<string>()
  const [moving, setMoving] = useState<Skill>()
  const [removing, setRemoving] = useState<Skill>()
  if (areas.length === 0)
    return <EmptyState title="領域がありません">「領域」を開いて、先に領域を加えてください。</EmptyState>
  return (
    <>
      {areas.map((area) => (
        <section key={area.code} aria-labelledby={`edit-${area.code}`} className="mb-10">
          <SectionHeading id={`edit-${area.code}`}>{area.name}</SectionHeading>
          <ul className="divide-y divide-solid-gray-420 border-y border-solid-gray-420">
            {skills
              .filter((skill) => skill.area === area.code)
              .map((skill) => (
                <li key={skill.code} className="py-4">
                  {editing === skill.code ? (
                    <SkillForm
                      framework={framework}
                      area={area.code}
                      skill={skill}
                      onClose={() => setEditing(undefined)}
                    />
                  ) : (
                    <div className="flex flex-wrap items-start justify-between gap-3">
                      <div className="min-w-0 flex-1 basis-64">
                        <h3 className="text-std-18B-160">{skill.name}</h3>
                        <p className="text-dns-14N-130 text-solid-gray-700">{skill.code}</p>
                        <p className="mt-1 text-std-16N-170">{skill.description}</p>
                      </div>
                      <div className="flex flex-wrap gap-2">
                        <Button size="small" onClick={() => setEditing(skill.code)}>
                          直す<span className="sr-only">（{skill.name}）</span>
                        </Button>
                        <Menu
                          label="ほかの操作"
                          spoken={`${skill.name}のほかの操作`}
                          entries={[
                            { id: 'move', label: '移す', onAction: () => setMoving(skill) },
                            { id: 'remove', label: '取り除く', danger: true, onAction: () => setRemoving(skill) },
                          ]}
                        />
                      </div>
                    </div>
                  )}
                </li>
              ))}
          </ul>
          <div className="mt-4">
            {editing === `new ${area.code}` ? (
              <SkillForm framework={framework} area={area.code} onClose={() => setEditing(undefined)} />
            ) : (
              <Button onClick={() => setEditing(`new ${area.code}`)}>
                スキルを加える<span className="sr-only">（{area.name}）</span>
              </Button>
            )}
          </div>
        </section>
      ))}
      {moving && <MoveSkill framework={framework} skill={moving} onClose={() => setMoving(undefined)} />}
      {removing && <RemoveSkill framework={framework} skill={removing} onClose={() => setRemoving(undefined)} />}
    </>
  )
}

function MoveSkill({ framework, skill, onClose }: Props & { skill: Skill; onClose: () => void }) {
  const api = useFramework()
  const toast = useToast()
  const [area, setArea] = useState(skill.area)
  const [before, setBefore] = useState('')
  const move = useChange(api.skill.move.call, () => {
    onClose()
    toast({ title: 'スキルを移しました', tone: 'success' })
  })
  const others = framework.skills.filter((one) => one.area === area && one.code !== skill.code)
  return (
    <FormDialog
      title={`「${skill.name}」を移す`}
      submit="移す"
      pending={move.isPending}
      error={move.error}
      onSubmit={() => move.mutate({ id: framework.id, code: skill.code, area, before: before || null })}
      onClose={onClose}
    >
      <Select
        label="領域"
        choices={framework.areas.map(({ code, name }) => ({ value: code, label: name }))}
        value={area}
        onChange={(event) => {
          setArea(event.target.value)
          setBefore('')
        }}
      />
      <Select
        label="置く場所"
        choices={others.map(({ code, name }) => ({ value: code, label: `「${name}」の前` }))}
        placeholder="領域の最後"
        value={before}
        onChange={(event) => setBefore(event.target.value)}
      />
    </FormDialog>
  )
}

function RemoveSkill({ framework, skill, onClose }: Props & { skill: Skill; onClose: () => void }) {
  const api = useFramework()
  const toast = useToast()
  const remove = useChange(api.skill.remove.call, () => {
    onClose()
    toast({ title: 'スキルを取り除きました', tone: 'success' })
  })
  return (
    <ConfirmDialog
      title={`「${skill.name}」を取り除きますか`}
      open
      danger
      confirm="取り除く"
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ id: framework.id, code: skill.code })}
      onClose={onClose}
    >
      {remove.error && <NotificationBanner tone="error" title={errorSentence(remove.error)} live />}
      <p>
        このスキルの目標も消えます。別のスキルに引き継ぐときは、取り除いたあと、そのスキルの「対応するスキル」に「
        {framework.code}:{skill.code}」を加えてください。これまでの記録がそのスキルのものとして読み替えられます。
      </p>
    </ConfirmDialog>
  )
}
