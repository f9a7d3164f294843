import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

/** What every field takes beside its control's own properties. */
export type FieldProps = {
  label: ReactNode
  support?: ReactNode
  /** The sentence without its leading ＊. */
  error?: string | undefined
  required?: boolean | undefined
  className?: string | undefined
}

/** What a control must carry so that its label, support and error text belong to it. */
export type ControlProps = {
  id: string
  required: boolean | undefined
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

export const RequiredMark = () => <span className="ml-2 text-std-16N-170 text-red-900">※必須</span>

export const SupportText = ({ id, children }: { id?: string; children: ReactNode }) => (
  <div id={id} className="text-std-16N-170 text-solid-gray-700">
    {children}
  </div>
)

export const ErrorText = ({ id, children }: { id?: string; children: ReactNode }) => (
  <p id={id} className="text-std-16N-170 text-red-900">
    ＊{children}
  </p>
)

type FieldFrame = FieldProps & { id?: string | undefined; children: (control: ControlProps) => ReactNode }

/** Label above, support text under it, then the control, then the error: the order DADS asks for. */
export function Field({ id, label, support, error, required, className, children }: FieldFrame) {
  const made = useId()
  const own = id ?? made
  const described = [support && `${own}-support`, error && `${own}-error`].filter(Boolean).join(' ')
  return (
    <div className={classNames('flex flex-col gap-2', className)}>
      <div>
        <label htmlFor={own} className="text-std-17B-170 text-solid-gray-800">
          {label}
        </label>
        {required && <RequiredMark />}
      </div>
      {support && <SupportText id={`${own}-support`}>{support}</SupportText>}
      {children({
        id: own,
        required,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': described || undefined,
      })}
      {error && <ErrorText id={`${own}-error`}>{error}</ErrorText>}
    </div>
  )
}

/** A group of choices with its legend; the error is tied to the group. */
export function FieldGroup(props: FieldProps & { id?: string | undefined; children: ReactNode }) {
  const { id, label, support, error, required, className, children } = props
  const made = useId()
  const own = id ?? made
  const described = [support && `${own}-support`, error && `${own}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      id={own}
      tabIndex={-1}
      aria-describedby={described || undefined}
      className={classNames('flex min-w-0 flex-col gap-2', className)}
    >
      <legend className="mb-2 text-std-17B-170 text-solid-gray-800">
        {label}
        {required && <RequiredMark />}
      </legend>
      {support && <SupportText id={`${own}-support`}>{support}</SupportText>}
      {children}
      {error && <ErrorText id={`${own}-error`}>{error}</ErrorText>}
    </fieldset>
  )
}

/** The frame of inputs, selects and text areas. */
export const controlLook = classNames(
  'w-full rounded-8 border border-solid-gray-600 bg-white px-4 text-std-16N-170 text-solid-gray-800',
  'hover:border-black placeholder:text-solid-gray-600 aria-invalid:border-red-900',
  '[&[readonly]]:border-dashed disabled:border-solid-gray-300 disabled:bg-solid-gray-50 disabled:text-solid-gray-600',
)
