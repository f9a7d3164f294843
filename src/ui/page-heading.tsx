import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'

/** What follows the page's name in the window title. */
export const ProductName = createContext('')

let lastPath: string | null = null

export type PageHeadingProps = {
  /** Plain text: it is also the window title. */
  title: string
  lead?: ReactNode
  /** Buttons that concern the whole page. */
  actions?: ReactNode
}

/**
 * The page's h1. After a route change it takes the focus, so that a screen reader starts with the new page's name;
 * not on the first load, and never while the person is writing in a field.
 */
export function PageHeading({ title, lead, actions }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const product = useContext(ProductName)
  useEffect(() => {
    const moved = lastPath !== null && lastPath !== window.location.pathname
    lastPath = window.location.pathname
    const writing = document.activeElement?.matches('input, textarea, select')
    if (moved && !writing) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
      <title>{product ? `${title} | ${product}` : title}</title>
      <div className="min-w-0 flex-1 basis-72">
        <h1 ref={heading} tabIndex={-1} className="text-std-28B-150 text-solid-gray-900 md:text-std-32B-150">
          {title}
        </h1>
        {lead && <p className="mt-2 max-w-prose text-std-16N-170 text-solid-gray-700">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
    </div>
  )
}

export type SectionHeadingProps = { children: ReactNode; level?: 2 | 3; id?: string | undefined; actions?: ReactNode }

export function SectionHeading({ children, level = 2, id, actions }: SectionHeadingProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
      <Heading id={id} className={level === 2 ? 'text-std-24B-150' : 'text-std-20B-150'}>
        {children}
      </Heading>
      {actions}
    </div>
  )
}
