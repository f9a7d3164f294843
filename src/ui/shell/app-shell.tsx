import { lazy, type ReactNode, Suspense, useEffect, useId, useRef, useState } from 'react'
import { IconButton } from '../button.tsx'
import { classNames } from '../class-names.ts'
import { CloseIcon, MenuIcon } from '../icons.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { type Navigation, NavigationList } from './navigation.tsx'
import { useShortcut, useShortcuts } from './shortcuts.tsx'

const ShortcutList = lazy(() => import('./shortcut-list.tsx'))

export type AppShellProps = {
  product: ReactNode
  home?: string
  navigation: Navigation
  /** The address shown now: closes the narrow menu, marks the current entry. */
  path: string
  search?: ReactNode
  notices?: ReactNode
  user?: ReactNode
  footer?: ReactNode
  /** The server cannot be reached, as seen by the data layer. */
  connectionLost?: boolean
  children: ReactNode
}

export function AppShell(props: AppShellProps) {
  const { product, home = '/', navigation, path, search, notices, user, footer, connectionLost, children } = props
  const [open, setOpen] = useState(false)
  const menuId = useId()
  const { listOpen, setListOpen } = useShortcuts()
  useShortcut('?', 'この一覧を開く', () => setListOpen(true))
  // biome-ignore lint/correctness/useExhaustiveDependencies: every move closes the narrow menu
  useEffect(() => setOpen(false), [path])
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only bg-white px-4 py-3 text-std-16N-170 text-blue-1000 underline focus:not-sr-only focus:absolute focus:z-50"
      >
        本文へ移動する
      </a>
      <ConnectionBanner lost={connectionLost ?? false} />
      <header className="print:hidden border-b border-solid-gray-420 bg-white">
        <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3">
          {navigation.length > 0 && (
            <IconButton
              label={open ? 'メニューを閉じる' : 'メニューを開く'}
              icon={open ? <CloseIcon /> : <MenuIcon />}
              aria-expanded={open}
              aria-controls={menuId}
              onClick={() => setOpen(!open)}
              className="-ml-2 md:hidden"
            />
          )}
          <a href={home} className="rounded-4 text-std-20B-150 text-key-1000">
            {product}
          </a>
          {search && <SearchSlot>{search}</SearchSlot>}
          <div className="ml-auto flex items-center gap-1">
            {notices}
            {user}
          </div>
        </div>
        {navigation.length > 0 && (
          <nav
            id={menuId}
            aria-label="主なメニュー"
            className={classNames('mx-auto max-w-page px-1 max-md:pb-2', !open && 'max-md:hidden')}
          >
            <NavigationList navigation={navigation} path={path} />
          </nav>
        )}
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-page flex-1 px-4 py-6 md:py-8">
        {children}
      </main>
      {footer && (
        <footer className="print:hidden border-t border-solid-gray-420">
          <div className="mx-auto max-w-page px-4 py-6 text-dns-14N-130">{footer}</div>
        </footer>
      )}
      {listOpen && (
        <Suspense>
          <ShortcutList />
        </Suspense>
      )}
    </div>
  )
}

/** `/` leads to the search box from anywhere on the page. */
function SearchSlot({ children }: { children: ReactNode }) {
  const slot = useRef<HTMLDivElement>(null)
  useShortcut('/', '検索の欄へ移る', () => slot.current?.querySelector('input')?.focus())
  return (
    <div ref={slot} className="order-last w-full min-w-0 md:order-none md:w-auto md:flex-1">
      {children}
    </div>
  )
}
