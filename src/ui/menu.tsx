import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { classNames } from './class-names.ts'
import { ChevronDownIcon } from './icons.tsx'

export type MenuEntry = {
  id: string
  label: string
  icon?: ReactNode
  href?: string | undefined
  onAction?: (() => void) | undefined
  disabled?: boolean | undefined
  danger?: boolean | undefined
}

export type MenuProps = { label: ReactNode; spoken?: string | undefined; entries: readonly MenuEntry[]; bare?: boolean }

/** A button that opens a list of actions. `spoken` names it where the label alone does not. */
export function Menu({ label, spoken, entries, bare = false }: MenuProps) {
  return (
    <MenuTrigger>
      <Button
        {...(spoken ? { 'aria-label': spoken } : {})}
        className={classNames(
          'inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-8 px-3 text-dns-16N-130 text-key-900 hover:bg-key-50 hover:underline underline-offset-4 aria-expanded:bg-key-100',
          !bare && 'border-2 border-key-900 bg-white',
        )}
      >
        {label}
        <ChevronDownIcon className="size-5" />
      </Button>
      <Popover className="min-w-48 rounded-8 border border-solid-gray-420 bg-white py-2 shadow-2">
        <AriaMenu className="outline-none">
          {entries.map(({ id, label, icon, href, onAction, disabled, danger }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={label}
              isDisabled={disabled ?? false}
              {...(href ? { href } : {})}
              {...(onAction ? { onAction } : {})}
              className={classNames(
                'focus-inside flex min-h-11 cursor-pointer items-center gap-2 px-4 py-2 text-std-16N-170 no-underline hover:bg-solid-gray-50 hover:underline aria-disabled:cursor-not-allowed aria-disabled:text-solid-gray-420',
                danger && 'text-red-900',
              )}
            >
              {icon}
              {label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
