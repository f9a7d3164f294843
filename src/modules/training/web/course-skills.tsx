import { Button } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { FieldGroup } from '../../../ui/field.tsx'
import { Select } from '../../../ui/select.tsx'
import type { CourseDocument } from '../contract/course.ts'

type Skills = CourseDocument['skills']

interface Props {
  skills: Skills
  choices: readonly { code: string; name: string }[]
  /** By place in the list. */
  errors: Readonly<Record<string, string>>
  onChange: (skills: Skills) => void
}

/** Which skills a course brings to which level, and what one should bring along. */
export function CourseSkills({ skills, choices, errors, onChange }: Props) {
  const nameOf = (code: string) => choices.find((one) => one.code === code)?.name ?? code
  const change = (at: number, part: Partial<Skills[number]>) =>
    onChange(skills.map((one, place) => (place === at ? { ...one, ...part } : one)))
  return (
    <FieldGroup label="身に付くスキル">
      <ul className="flex flex-col gap-3">
        {skills.map(({ skill, level, from }, at) => (
          <li key={skill} className="flex flex-wrap items-end gap-3">
            <Select
              label={nameOf(skill)}
              error={errors[String(at)]}
              value={String(level)}
              choices={[1, 2, 3, 4].map((value) => ({ value: String(value), label: `水準${value}まで` }))}
              onChange={(event) => change(at, { level: Number(event.target.value) })}
            />
            <Select
              label={`${nameOf(skill)}の前提`}
              value={String(from)}
              choices={[0, 1, 2, 3].map((value) => ({
                ...{ value: String(value), label: value === 0 ? '前提なし' : `水準${value}から` },
              }))}
              onChange={(event) => change(at, { from: Number(event.target.value) })}
            />
            <Button size="small" onClick={() => onChange(skills.filter((_, place) => place !== at))}>
              「{nameOf(skill)}」を外す
            </Button>
          </li>
        ))}
      </ul>
      <Combobox
        key={skills.length} // empty again for the next one
        label="スキルを加える"
        choices={choices
          .filter(({ code }) => !skills.some(({ skill }) => skill === code))
          .map(({ code, name }) => ({ value: code, label: name }))}
        value={null}
        onChange={(skill) => skill && onChange([...skills, { skill, level: 2, from: 0 }])}
      />
    </FieldGroup>
  )
}
