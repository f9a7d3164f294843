import { Outlet, useRouterState } from '@tanstack/react-router'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { ProductName } from '../../ui/page-heading.tsx'
import { AppShell, type NavigationEntry } from '../../ui/shell/app-shell.tsx'
import { Shortcuts } from '../../ui/shell/shortcuts.tsx'
import { ToastRegion } from '../../ui/toast.tsx'
import { useConnectionLost } from './connection.ts'

const navigation: NavigationEntry[] = []

/** What stands around every page. */
export function Frame() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <I18nProvider locale="ja-JP">
      <ProductName value="伴走">
        <Shortcuts>
          <ToastRegion>
            <AppShell product="伴走" navigation={navigation} path={path} connectionLost={useConnectionLost()}>
              <Outlet />
            </AppShell>
          </ToastRegion>
        </Shortcuts>
      </ProductName>
    </I18nProvider>
  )
}
