import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RemovableChip } from '../../../ui/chip.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { FieldGroup } from '../../../ui/field.tsx'
import type { Crosswalk } from '../contract/document.ts'
import type { FrameworkShown } from '../contract/framework.ts'
import { useFramework } from './use-framework.ts'

interface Props {
  framework: FrameworkShown
  value: readonly Crosswalk[]
  error: string | undefined
  onChange: (value: Crosswalk[]) => void
}

const keyOf = ({ framework, skill }: Crosswalk) => `${framework}:${skill}`

/** Skills of other frameworks, and dropped ones of this, that this skill corresponds to. */
export function CrosswalkField({ framework, value, error, onChange }: Props) {
  const api = useFramework()
  const { data } = useQuery(api.framework.list.queryOptions())
  const ids = (data?.families ?? []).flatMap(({ code, versions }) =>
    versions.filter((one) => one.state !== 'draft' && (one.inUse || code === framework.code)).map(({ id }) => id),
  )
  const found = useQueries({ queries: ids.map((id) => api.framework.get.queryOptions({ input: { id } })) })
  const here = new Set(framework.skills.map(({ code }) => code))
  const choices = new Map(
    found.flatMap((version) =>
      (version.data?.skills ?? [])
        .filter((skill) => version.data?.code !== framework.code || !here.has(skill.code))
        .map((skill): [string, string] => [
          keyOf({ framework: version.data!.code, skill: skill.code }),
          `${skill.name}（${version.data!.name} ${skill.code}）`,
        ]),
    ),
  )
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <FieldGroup
      label="対応するスキル"
      support="ほかの枠組みで同じことを指すスキルや、なくなったスキルのうちこのスキルが引き継ぐもの。その記録が、このスキルのものとして読み替えられます。"
      error={error}
    >
      {value.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {value.map((to) => (
            <RemovableChip
              key={keyOf(to)}
              label={choices.get(keyOf(to)) ?? keyOf(to)}
              onRemove={() => onChange(value.filter((one) => keyOf(one) !== keyOf(to)))}
            />
          ))}
        </div>
      )}
      <Combobox
        label="加えるスキル"
        choices={[...choices]
          .filter(([key]) => !value.some((one) => keyOf(one) === key))
          .map(([key, label]) => ({ value: key, label }))}
        value={chosen}
        onChange={(key) => {
          setChosen(null)
          const [code = '', ...skill] = (key ?? '').split(':')
          if (key) onChange([...value, { framework: code, skill: skill.join(':') }])
        }}
        nothing="当てはまるスキルがありません。"
      />
    </FieldGroup>
  )
}
