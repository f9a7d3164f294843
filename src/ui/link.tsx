import type { ComponentPropsWithRef } from 'react'
import { type ButtonLook, buttonLook } from './button.tsx'
import { classNames } from './class-names.ts'
import { ExternalIcon } from './icons.tsx'

export type TextLinkProps = ComponentPropsWithRef<'a'> & {
  href: string
  /** Leaves the product: opens another tab and says so. */
  external?: boolean | undefined
}

/** Links are plain anchors; the application turns clicks inside it into route changes. */
export function TextLink({ external, className, children, ...rest }: TextLinkProps) {
  return (
    <a
      {...(external ? { target: '_blank', rel: 'noreferrer' } : {})}
      {...rest}
      className={classNames(
        'rounded-4 text-blue-1000 underline underline-offset-3 visited:text-magenta-900 hover:text-blue-900 hover:decoration-3 active:text-orange-800',
        className,
      )}
    >
      {children}
      {external && <ExternalIcon label="新しいタブで開きます" className="ml-1 size-4 align-[-0.1em]" />}
    </a>
  )
}

export type ButtonLinkProps = ComponentPropsWithRef<'a'> & ButtonLook & { href: string }

/** A link to a page where something is made or done, with a button's weight. */
export function ButtonLink({ variant, size, className, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={classNames(buttonLook({ variant, size }), className)}>
      {children}
    </a>
  )
}
