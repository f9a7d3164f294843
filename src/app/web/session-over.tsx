import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type { Known } from '../../modules/staff/web/sign-in-again.tsx'
import { signInAgain, whenSessionEnds } from '../../ui/session-over.ts'

const SignInAgain = lazy(() => import('../../modules/staff/web/sign-in-again.tsx'))

interface SessionOverProps {
  /** Who works on this page. */
  person: Known
  /** The server was asked and knows no session any more. */
  over: boolean
}

/** Shows the dialog when a request, or the page's own look at the session, learns that it is over. */
export function SessionOver({ person, over }: SessionOverProps) {
  const queries = useQueryClient()
  const [answer, setAnswer] = useState<{ give: (signedIn: boolean) => void }>()
  useEffect(() => whenSessionEnds(() => new Promise((give) => setAnswer({ give }))), [])
  useEffect(() => {
    if (over) void signInAgain(true)
  }, [over])
  const end = useCallback(
    (signedIn: boolean) => {
      answer?.give(signedIn)
      setAnswer(undefined)
      if (signedIn) void queries.invalidateQueries({ predicate: ({ state }) => state.status === 'error' })
    },
    [answer, queries],
  )
  const signedIn = useCallback(() => end(true), [end])
  return (
    answer && (
      <Suspense>
        <SignInAgain person={person} onSignedIn={signedIn} onClose={() => end(false)} />
      </Suspense>
    )
  )
}
