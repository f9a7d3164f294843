import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { classNames } from '../class-names.ts'
import { ChevronDownIcon } from '../icons.tsx'

export type NavigationEntry = { href: string; label: string; icon?: ReactNode }
/** Entries that belong together under one word; a group of one is shown as its entry. */
export type NavigationGroup = { label: string; entries: readonly NavigationEntry[] }
export type Navigation = readonly (NavigationEntry | NavigationGroup)[]

/** An entry is current on its own page and on every page below it. */
export const isUnder = (path: string, href: string): boolean =>
  path === href || (href !== '/' && path.startsWith(`${href}/`))

/** The main menu: a row of links and of groups that open; on a narrow screen one list with every group open. */
export function NavigationList({ navigation, path }: { navigation: Navigation; path: string }) {
  return (
    <ul className="flex flex-wrap max-md:flex-col">
      {navigation.map((entry) => {
        if ('href' in entry) return <NavigationLink key={entry.href} entry={entry} path={path} />
        const [only, ...others] = entry.entries
        return only && others.length === 0 ? (
          <NavigationLink key={entry.label} entry={only} path={path} />
        ) : (
          <GroupItem key={entry.label} group={entry} path={path} />
        )
      })}
    </ul>
  )
}

const item =
  'focus-inside flex min-h-11 w-full items-center gap-2 border-b-4 px-3 py-2 text-dns-16N-130 hover:bg-solid-gray-50 hover:underline underline-offset-4 max-md:border-b-0 max-md:border-l-4'
const marked = (current: boolean) => (current ? 'border-key-900 text-key-900' : 'border-transparent')

function NavigationLink({ entry, path }: { entry: NavigationEntry; path: string }) {
  const current = isUnder(path, entry.href)
  return (
    <li>
      <a
        href={entry.href}
        aria-current={current ? (path === entry.href ? 'page' : 'true') : undefined}
        className={classNames(item, marked(current))}
      >
        {entry.icon}
        {entry.label}
      </a>
    </li>
  )
}

/** A button that shows its links below itself; closed by Escape, by leaving it, and by going somewhere. */
function GroupItem({ group, path }: { group: NavigationGroup; path: string }) {
  const [open, setOpen] = useState(false)
  const list = useId()
  const button = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every move closes the group
  useEffect(() => setOpen(false), [path])
  const current = group.entries.some(({ href }) => isUnder(path, href))
  return (
    <li
      className="relative"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        button.current?.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setOpen(!open)}
        className={classNames(item, 'cursor-pointer max-md:hidden', marked(current))}
      >
        {group.label}
        <ChevronDownIcon className={classNames('size-5', open && 'rotate-180')} />
      </button>
      <p className="px-4 pt-4 text-dns-14N-130 text-solid-gray-700 md:hidden">{group.label}</p>
      <ul
        id={list}
        aria-label={group.label}
        className={classNames(
          'md:absolute md:z-40 md:min-w-56 md:rounded-8 md:border md:border-solid-gray-420 md:bg-white md:py-2 md:shadow-2',
          !open && 'md:hidden',
        )}
      >
        {group.entries.map((entry) => (
          <NavigationLink key={entry.href} entry={entry} path={path} />
        ))}
      </ul>
    </li>
  )
}
