import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Bell } from '../../modules/notices/web/bell.tsx'
import type { staffContract } from '../../modules/staff/contract.ts'
import { errorSentence, useApi } from '../../ui/api.tsx'
import { Button } from '../../ui/button.tsx'
import { TextLink } from '../../ui/link.tsx'
import { useLive, useLiveConnected, useLiveConnection } from '../../ui/live/use-live.ts'
import { PageHeading, ProductName } from '../../ui/page-heading.tsx'
import { ErrorState } from '../../ui/page-state.tsx'
import { AppShell } from '../../ui/shell/app-shell.tsx'
import { NotAllowedPage } from '../../ui/shell/error-page.tsx'
import { Shortcuts } from '../../ui/shell/shortcuts.tsx'
import { Skeleton } from '../../ui/spinner.tsx'
import { DraftOwner } from '../../ui/text-editor/draft.ts'
import { ToastRegion } from '../../ui/toast.tsx'
import { useConnectionLost } from './connection.ts'
import { GlobalSearch } from './global-search.tsx'
import { mayOpen, navigationFor } from './navigation.ts'
import { SessionOver } from './session-over.tsx'

const SignIn = lazy(() => import('../../modules/staff/web/sign-in.tsx'))
const FirstPassword = lazy(() => import('../../modules/staff/web/first-password.tsx'))

/** Pages that need no session. */
const isOpen = (path: string) => path === '/ui' || path === '/reference' || path === '/reset'

/** What stands around every page. Until somebody has signed in, the sign-in page stands in the page's place. */
export function Frame() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const queries = useQueryClient()
  const session = useQuery(useApi<typeof staffContract>().session.current.queryOptions({ staleTime: 60_000 }))
  const current = session.data?.person
  // Who had signed in keeps the page, and what was typed into it, when the session ends.
  const [known, setKnown] = useState(current)
  if (current && current !== known) setKnown(current)
  const person = current ?? known
  /** Nothing but the page in the middle while they still have to choose their own password. */
  const settled = person?.mustChangePassword ? undefined : person
  useLiveConnection(settled !== undefined)
  const liveConnected = useLiveConnected()
  useLive('body', (event) => {
    if (event === 'reset') void queries.invalidateQueries()
  })
  return (
    <I18nProvider locale="ja-JP">
      <ProductName value="伴走">
        <Shortcuts>
          <ToastRegion>
            <AppShell
              product="伴走"
              navigation={settled ? navigationFor(settled.roles) : []}
              path={path}
              connectionLost={useConnectionLost() || !liveConnected}
              search={settled && path !== '/' && path !== '/search' && <GlobalSearch />}
              notices={settled && <Bell />}
              user={person && <SignOut name={person.name} />}
            >
              <Suspense fallback={<Skeleton lines={6} />}>
                {isOpen(path) || settled ? (
                  <DraftOwner value={person?.id ?? ''}>
                    {settled && !isOpen(path) && path !== '/' && !mayOpen(path, settled.roles) ? (
                      <NotAllowedPage />
                    ) : (
                      <Outlet />
                    )}
                  </DraftOwner>
                ) : person ? (
                  <FirstPassword />
                ) : session.isPending ? (
                  <Skeleton lines={6} />
                ) : session.isError ? (
                  // Whether somebody is signed in is not known: that is no reason to ask for a password.
                  <>
                    <PageHeading title="伴走を開けませんでした" />
                    <ErrorState onRetry={() => void session.refetch()}>{errorSentence(session.error)}</ErrorState>
                  </>
                ) : (
                  <SignIn />
                )}
              </Suspense>
              {settled && <SessionOver person={settled} over={session.isSuccess && !current} />}
            </AppShell>
          </ToastRegion>
        </Shortcuts>
      </ProductName>
    </I18nProvider>
  )
}

function SignOut({ name }: { name: string }) {
  const api = useApi<typeof staffContract>()
  const signOut = async () => {
    await api.session.signOut.call({})
    window.location.assign('/')
  }
  return (
    <div className="flex items-center gap-2">
      <TextLink href="/account" className="hidden text-dns-16N-130 sm:inline">
        {name}
      </TextLink>
      <Button size="small" variant="text" onClick={signOut}>
        サインアウト
      </Button>
    </div>
  )
}
