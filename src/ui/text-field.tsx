import type { ComponentPropsWithRef } from 'react'
import { classNames } from './class-names.ts'
import { controlLook, Field, type FieldProps } from './field.tsx'

export type TextFieldProps = FieldProps & Omit<ComponentPropsWithRef<'input'>, keyof FieldProps>

export function TextField({ label, support, error, required, className, ...input }: TextFieldProps) {
  return (
    <Field id={input.id} {...{ label, support, error, required, className }}>
      {(control) => <input type="text" {...input} {...control} className={classNames(controlLook, 'h-12')} />}
    </Field>
  )
}
