import type { ComponentPropsWithRef } from 'react'
import { classNames } from './class-names.ts'
import { controlLook, Field, type FieldProps } from './field.tsx'
import { ChevronDownIcon } from './icons.tsx'

export type Choice = { value: string; label: string; disabled?: boolean | undefined }
export type SelectProps = FieldProps &
  Omit<ComponentPropsWithRef<'select'>, keyof FieldProps | 'children'> & {
    choices: readonly Choice[]
    /** Text of the empty first choice; left out, the list has none. */
    placeholder?: string | undefined
  }

export function Select({ label, support, error, required, className, choices, placeholder, ...select }: SelectProps) {
  return (
    <Field id={select.id} {...{ label, support, error, required, className }}>
      {(control) => (
        <div className="relative">
          <select {...select} {...control} className={classNames(controlLook, 'h-12 appearance-none pr-12')}>
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value} disabled={choice.disabled}>
                {choice.label}
              </option>
            ))}
          </select>
          <ChevronDownIcon className="pointer-events-none absolute top-3 right-3" />
        </div>
      )}
    </Field>
  )
}
