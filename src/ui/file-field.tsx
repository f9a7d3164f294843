import type { ReactNode } from 'react'
import { controlLook, Field } from './field.tsx'

type FileFieldProps = {
  label: string
  support?: ReactNode
  accept: string
  error?: string | undefined
  onChoose: (file: File | undefined) => void
}

/** One file from this machine. Each opening chooses anew, so that a file put right under its old name is taken again. */
export function FileField({ label, support, accept, error, onChoose }: FileFieldProps) {
  return (
    <Field label={label} required support={support} error={error}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept={accept}
          className={`${controlLook} py-2 file:mr-3 file:rounded-4 file:border file:border-solid-gray-536 file:bg-solid-gray-50 file:px-3 file:py-1`}
          onClick={(event) => {
            event.currentTarget.value = ''
            onChoose(undefined)
          }}
          onChange={(event) => onChoose(event.target.files?.[0])}
        />
      )}
    </Field>
  )
}

/** Why a chosen file cannot be sent: a browser does not hand out a file that was saved again after it was chosen. */
export async function fileFault(file: File | undefined): Promise<string | undefined> {
  if (!file) return 'ファイルを選んでください。'
  const readable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
  return readable ? undefined : 'ファイルが、選んだあとで変わっています。もう一度選んでください。'
}
