import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { CheckboxGroup } from '../../../ui/checkbox.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { type EvidenceKind, evidenceKindNames } from '../contract/names.ts'
import type { Condition } from '../contract/recognition.ts'
import { axisNames, conditionWords } from './condition-words.ts'

interface Props {
  number: number
  condition: Condition
  skills: readonly { code: string; name: string }[]
  error: string | undefined
  onChange: (condition: Condition) => void
  onRemove: () => void
}

const chances = [0.5, 0.6, 0.7, 0.8, 0.9]

/** One condition, with the sentence it makes. */
export function ConditionField({ number, condition, skills, error, onChange, onRemove }: Props) {
  const nameOf = (skill: string) => skills.find(({ code }) => code === skill)?.name ?? skill
  const change = (part: object) => onChange({ ...condition, ...part } as Condition)
  return (
    <Card className="flex flex-col gap-4">
      <p className="text-std-16B-170">
        {number}. {conditionWords(condition, nameOf)}
      </p>
      {error && <p className="text-red-900">＊{error}</p>}
      {condition.kind === 'axis' && (
        <Select
          label="軸"
          value={condition.axis}
          choices={Object.entries(axisNames).map(([value, label]) => ({ value, label }))}
          onChange={(event) => change({ axis: event.target.value })}
        />
      )}
      {condition.kind === 'skills' && (
        <CheckboxGroup
          label="対象のスキル（選ばなければ、どのスキルでも）"
          name={`skills-${number}`}
          choices={skills.map(({ code, name }) => ({ value: code, label: name }))}
          value={condition.skills}
          onChange={(chosen) => change({ skills: chosen })}
        />
      )}
      {condition.kind === 'evidence' && (
        <CheckboxGroup
          label="根拠の種類"
          name={`kinds-${number}`}
          choices={Object.entries(evidenceKindNames).map(([value, label]) => ({ value, label }))}
          value={condition.kinds}
          onChange={(chosen) => change({ kinds: chosen as EvidenceKind[] })}
        />
      )}
      {condition.kind !== 'will' && (
        <div className="grid gap-4 md:grid-cols-3">
          <TextField
            label={condition.kind === 'evidence' ? '件数' : 'スキルの数'}
            inputMode="numeric"
            value={String(condition.count)}
            onChange={(event) => change({ count: event.target.value })}
          />
          {condition.kind === 'evidence' ? (
            <TextField
              label="この年数のうちに"
              inputMode="numeric"
              value={String(condition.years)}
              onChange={(event) => change({ years: event.target.value })}
            />
          ) : (
            <>
              <Select
                label="水準"
                value={String(condition.level)}
                choices={[1, 2, 3, 4].map((level) => ({ value: String(level), label: `水準${level}以上` }))}
                onChange={(event) => change({ level: Number(event.target.value) })}
              />
              <Select
                label="見込み"
                value={String(condition.chance)}
                choices={chances.map((chance) => ({
                  value: String(chance),
                  label: `${Math.round(chance * 100)}%以上`,
                }))}
                onChange={(event) => change({ chance: Number(event.target.value) })}
              />
            </>
          )}
        </div>
      )}
      <div>
        <Button size="small" onClick={onRemove}>
          条件{number}を取り除く
        </Button>
      </div>
    </Card>
  )
}
