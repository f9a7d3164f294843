import { type ComponentPropsWithRef, useState } from 'react'
import { CharacterCount } from './character-count.tsx'
import { classNames } from './class-names.ts'
import { controlLook, Field, type FieldProps } from './field.tsx'

export type TextAreaProps = FieldProps &
  Omit<ComponentPropsWithRef<'textarea'>, keyof FieldProps | 'maxLength'> & {
    /** Shown as a count; it never cuts what was typed. */
    limit?: number | undefined
  }

export function TextArea({ label, support, error, required, className, limit, ...area }: TextAreaProps) {
  const [typed, setTyped] = useState(String(area.value ?? area.defaultValue ?? ''))
  return (
    <Field id={area.id} {...{ label, support, error, required, className }}>
      {(control) => (
        <>
          <textarea
            rows={5}
            {...area}
            {...control}
            onChange={(event) => {
              setTyped(event.target.value)
              area.onChange?.(event)
            }}
            className={classNames(controlLook, 'min-h-28 py-3')}
          />
          {limit !== undefined && <CharacterCount text={String(area.value ?? typed)} limit={limit} />}
        </>
      )}
    </Field>
  )
}
