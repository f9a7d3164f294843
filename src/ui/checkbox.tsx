import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import { ErrorText, FieldGroup, type FieldProps } from './field.tsx'
import type { Choice } from './select.tsx'

export type CheckboxProps = Omit<ComponentPropsWithRef<'input'>, 'type'> & {
  children: ReactNode
  support?: ReactNode
  error?: string | undefined
}

/** One box with its label: the row is 44 px high and all of it can be pressed. */
export function Checkbox({ children, support, error, className, ...input }: CheckboxProps) {
  const id = useId()
  return (
    <div className={className}>
      <label className="inline-flex min-h-11 items-start gap-3 py-2 has-disabled:cursor-not-allowed has-disabled:text-solid-gray-600">
        <input
          {...input}
          type="checkbox"
          aria-invalid={error ? true : input['aria-invalid']}
          aria-describedby={[support && `${id}-support`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
          className={classNames(
            'mt-0.5 size-6 shrink-0 rounded-4 accent-key-900',
            error && 'outline-2 outline-red-900',
          )}
        />
        <span className="text-std-16N-170">{children}</span>
      </label>
      {support && (
        <p id={`${id}-support`} className="pl-9 text-std-16N-170 text-solid-gray-700">
          {support}
        </p>
      )}
      {error && <ErrorText id={`${id}-error`}>{error}</ErrorText>}
    </div>
  )
}

export type CheckboxGroupProps = FieldProps & {
  id?: string | undefined
  name: string
  choices: readonly Choice[]
  value: readonly string[]
  onChange: (value: string[]) => void
}

export function CheckboxGroup({ choices, name, value, onChange, ...group }: CheckboxGroupProps) {
  const toggle = (changed: string, on: boolean) =>
    onChange(choices.map((choice) => choice.value).filter((one) => (one === changed ? on : value.includes(one))))
  return (
    <FieldGroup {...group}>
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          name={name}
          value={choice.value}
          disabled={choice.disabled}
          aria-invalid={group.error ? true : undefined}
          checked={value.includes(choice.value)}
          onChange={(event) => toggle(choice.value, event.target.checked)}
        >
          {choice.label}
        </Checkbox>
      ))}
    </FieldGroup>
  )
}
