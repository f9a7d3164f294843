import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { isComposing } from '../ime.ts'

export type Shortcut = { key: string; label: string; action: () => void }
type Registry = {
  add: (shortcut: { current: Shortcut }) => () => void
  list: () => readonly Shortcut[]
  enabled: boolean
  setEnabled: (enabled: boolean) => void
  listOpen: boolean
  setListOpen: (open: boolean) => void
}

const storageKey = 'shortcuts'
const ShortcutContext = createContext<Registry | null>(null)

const stored = (): boolean => {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

/** Whether a key press belongs to something else than a shortcut: a field, an input method, an open dialog or menu. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]')) return true
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
}

/** Holds the page's single-key shortcuts; the person can turn all of them off (WCAG 2.1.4). */
export function Shortcuts({ children }: { children: ReactNode }) {
  const held = useRef(new Set<{ current: Shortcut }>())
  const [enabled, setEnabled] = useState(stored)
  const [listOpen, setListOpen] = useState(false)
  const registry = useMemo<Registry>(
    () => ({
      add(shortcut) {
        held.current.add(shortcut)
        return () => held.current.delete(shortcut)
      },
      list: () => Array.from(held.current, (one) => one.current),
      enabled,
      setEnabled(next) {
        setEnabled(next)
        try {
          localStorage.setItem(storageKey, next ? 'on' : 'off')
        } catch {
          // The choice then holds until the page is left.
        }
      },
      listOpen,
      setListOpen,
    }),
    [enabled, listOpen],
  )
  useEffect(() => {
    if (!enabled) return
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const shortcut = [...held.current].findLast((one) => one.current.key === event.key)
      if (!shortcut) return
      event.preventDefault()
      shortcut.current.action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [enabled])
  return <ShortcutContext value={registry}>{children}</ShortcutContext>
}

export function useShortcuts(): Registry {
  const registry = useContext(ShortcutContext)
  if (!registry) throw new Error('useShortcuts outside of Shortcuts')
  return registry
}

/** Registers a single key while the component is shown; the newest registration of a key wins. */
export function useShortcut(key: string, label: string, action: () => void): void {
  const { add } = useShortcuts()
  const shortcut = useRef({ key, label, action })
  shortcut.current = { key, label, action }
  useEffect(() => add(shortcut), [add])
}
