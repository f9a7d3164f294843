import { classNames } from './class-names.ts'
import { FieldGroup, type FieldProps } from './field.tsx'
import type { Choice } from './select.tsx'

export type RadioGroupProps = FieldProps & {
  id?: string | undefined
  name: string
  choices: readonly (Choice & { support?: string | undefined })[]
  value: string | null
  onChange: (value: string) => void
  direction?: 'column' | 'row'
}

export function RadioGroup({ choices, name, value, onChange, direction = 'column', ...group }: RadioGroupProps) {
  return (
    <FieldGroup {...group}>
      <div className={classNames('flex', direction === 'column' ? 'flex-col' : 'flex-row flex-wrap gap-x-6')}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="inline-flex min-h-11 items-start gap-3 py-2 has-disabled:cursor-not-allowed has-disabled:text-solid-gray-600"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              disabled={choice.disabled}
              checked={value === choice.value}
              required={group.required}
              aria-invalid={group.error ? true : undefined}
              onChange={() => onChange(choice.value)}
              className="mt-0.5 size-6 shrink-0 rounded-full accent-key-900"
            />
            <span className="text-std-16N-170">
              {choice.label}
              {choice.support && <span className="block text-solid-gray-700">{choice.support}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
