import { useEffect, useRef } from 'react'
import { ErrorIcon } from './icons.tsx'

export type FieldError = { fieldId: string; message: string }

/**
 * What keeps a form from being sent, at its top, each entry leading to its field.
 * It takes the focus whenever a new list arrives: pass a new array on each refused submit.
 */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-12 border-2 border-l-8 border-red-900 bg-white p-4">
      <p className="flex items-center gap-2 text-std-17B-170">
        <ErrorIcon className="text-red-900" />
        入力内容を確かめてください（{errors.length}件）
      </p>
      <ul className="mt-2 list-disc pl-8">
        {errors.map(({ fieldId, message }) => (
          <li key={fieldId + message}>
            <a
              href={`#${fieldId}`}
              className="rounded-4 text-red-900 underline underline-offset-3 hover:decoration-3"
              onClick={(event) => {
                const field = document.getElementById(fieldId)
                if (!field) return
                event.preventDefault()
                field.focus()
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
