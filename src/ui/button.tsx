import type { ComponentPropsWithRef, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

export type ButtonLook = {
  variant?: 'primary' | 'secondary' | 'text' | 'danger' | undefined
  size?: 'large' | 'medium' | 'small' | undefined
}

const variants = {
  primary: 'border-2 border-transparent bg-key-900 text-white hover:bg-key-1000 active:bg-key-1200',
  secondary: 'border-2 border-key-900 bg-white text-key-900 hover:bg-key-100 active:bg-key-300',
  text: 'border-2 border-transparent text-key-900 underline underline-offset-4 hover:bg-key-50 active:bg-key-100',
  danger: 'border-2 border-transparent bg-red-900 text-white hover:bg-red-1000 active:bg-red-1200',
}
const sizes = {
  large: 'min-h-14 min-w-34 px-6',
  medium: 'min-h-12 min-w-24 px-4',
  small: 'min-h-11 min-w-20 px-3',
}

/** The look of a button, also for a link that leads to an action. */
export const buttonLook = ({ variant = 'secondary', size = 'medium' }: ButtonLook): string =>
  classNames(
    'inline-flex items-center justify-center gap-2 rounded-8 py-2 text-center text-dns-16B-130 hover:underline underline-offset-4',
    'disabled:cursor-not-allowed disabled:border-solid-gray-300 disabled:bg-solid-gray-100 disabled:text-solid-gray-600 disabled:no-underline',
    'aria-disabled:cursor-progress',
    variants[variant],
    sizes[size],
  )

export type ButtonProps = ComponentPropsWithRef<'button'> &
  ButtonLook & {
    icon?: ReactNode
    /** The action runs: the button keeps its focus, says so and ignores further presses. */
    pending?: boolean | undefined
    pendingLabel?: string | undefined
  }

export function Button(props: ButtonProps) {
  const { variant, size, icon, pending = false, pendingLabel = '処理中です', children, className, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      className={classNames(buttonLook({ variant, size }), className)}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : rest.onClick}
    >
      {pending ? <Spinner label={pendingLabel} /> : icon}
      {children}
    </button>
  )
}

export type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'children'> & { label: string; icon: ReactNode }

/** A square button of 44 px whose name is spoken and shown as a tooltip. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classNames(
        'inline-flex size-11 shrink-0 items-center justify-center rounded-8 text-solid-gray-800 hover:bg-solid-gray-50 hover:outline-1 active:bg-solid-gray-100',
        'aria-pressed:bg-key-100 disabled:cursor-not-allowed disabled:text-solid-gray-420',
        className,
      )}
    >
      {icon}
    </button>
  )
}
