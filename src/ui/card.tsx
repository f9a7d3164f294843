import type { ComponentPropsWithRef, ReactNode } from 'react'
import { classNames } from './class-names.ts'

export function Card({ className, children, ...rest }: ComponentPropsWithRef<'div'>) {
  return (
    <div {...rest} className={classNames('rounded-12 border border-solid-gray-420 bg-white p-4 md:p-6', className)}>
      {children}
    </div>
  )
}

/** A list of things to choose from: results, answers, people. */
export function ItemList({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul aria-label={label} className="divide-y divide-solid-gray-420 border-y border-solid-gray-420">
      {children}
    </ul>
  )
}

export type ItemProps = {
  title: ReactNode
  href?: string | undefined
  level?: 2 | 3 | 4
  /** Small facts under the title: who, when, how many. */
  facts?: ReactNode
  badges?: ReactNode
  aside?: ReactNode
  children?: ReactNode
}

/** One entry: the title is the link, and its whole row can be pressed where nothing else is. */
export function Item({ title, href, level = 3, facts, badges, aside, children }: ItemProps) {
  const Heading = `h${level}` as const
  return (
    <li className={classNames('relative flex gap-4 px-2 py-4', href && 'hover:bg-solid-gray-50')}>
      <div className="min-w-0 flex-1">
        {badges && <div className="mb-2 flex flex-wrap gap-2">{badges}</div>}
        <Heading className="text-std-18B-160">
          {href ? (
            <a
              href={href}
              className="rounded-4 text-blue-1000 underline underline-offset-3 after:absolute after:inset-0 visited:text-magenta-900 hover:decoration-3"
            >
              {title}
            </a>
          ) : (
            title
          )}
        </Heading>
        {children && <div className="mt-1 text-std-16N-170">{children}</div>}
        {facts && (
          <div className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-dns-14N-130 text-solid-gray-700">{facts}</div>
        )}
      </div>
      {aside && <div className="relative shrink-0">{aside}</div>}
    </li>
  )
}

/** Names and values, e.g. the attributes of a record. */
export function DescriptionList({ items }: { items: readonly { term: string; description: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-solid-gray-420 border-y border-solid-gray-420">
      {items.map(({ term, description }) => (
        <div key={term} className="gap-4 py-3 sm:flex">
          <dt className="text-std-16B-170 sm:w-48 sm:shrink-0">{term}</dt>
          <dd className="min-w-0 flex-1 text-std-16N-170">{description}</dd>
        </div>
      ))}
    </dl>
  )
}
