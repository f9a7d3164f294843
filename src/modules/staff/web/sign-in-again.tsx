import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { errorSentence, fieldErrors, useApi } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { staffContract } from '../contract.ts'

interface SignInAgainProps {
  person: { id: string; bodyId: number; name: string; login: string | null }
  onSignedIn: () => void
  onClose: () => void
}

/** Asks for the password where the session ended; the page beneath keeps what was typed. */
export default function SignInAgain({ person, onSignedIn, onClose }: SignInAgainProps) {
  const api = useApi<typeof staffContract>()
  const [password, setPassword] = useState('')
  const [elsewhere, setElsewhere] = useState(false)
  const [opened] = useState(() => Date.now())
  const options = useQuery(api.session.options.queryOptions())
  const providers = options.data?.bodies.find(({ bodyId }) => bodyId === person.bodyId)?.providers ?? []
  // The sign-in may end in another window, by a provider or as usual: look as soon as this one is seen again.
  const current = useQuery(
    api.session.current.queryOptions({
      refetchOnWindowFocus: 'always',
      refetchInterval: elsewhere ? 2000 : false,
      staleTime: 0,
    }),
  )
  const now = current.dataUpdatedAt > opened ? current.data?.person : undefined // what was known before is no answer
  useEffect(() => {
    if (now?.id === person.id) onSignedIn()
    else if (now) window.location.reload() // somebody else's session: nothing of this page is theirs
  }, [now, person.id, onSignedIn])
  const signIn = useMutation(api.session.signIn.mutationOptions({ onSuccess: () => current.refetch() }))
  const errors = fieldErrors(signIn.error)
  return (
    <Dialog title="もう一度サインインしてください" open onClose={onClose} alert>
      <p className="mb-4">
        しばらく操作がなかったか、別の場所でサインアウトしたため、{person.name}
        さんのサインインが終わりました。書きかけの内容は残っています。
      </p>
      {signIn.error && Object.keys(errors).length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(signIn.error)} live />
      )}
      {person.login && (
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            signIn.mutate({ bodyId: person.bodyId, login: person.login ?? '', password })
          }}
        >
          <TextField label="利用者ID" name="login" autoComplete="username" value={person.login} readOnly />
          <TextField
            label="パスワード"
            required
            autoFocus
            name="password"
            type="password"
            autoComplete="current-password"
            value={password}
            error={errors['password']}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button type="submit" variant="primary" pending={signIn.isPending || signIn.isSuccess}>
            サインインして続ける
          </Button>
        </form>
      )}
      {providers.length > 0 && (
        <ul className="mt-4 flex flex-col gap-3" aria-label="ほかのサインインの方法">
          {providers.map(({ id, label }) => (
            <li key={id}>
              <Button
                className="w-full"
                onClick={() => {
                  setElsewhere(true)
                  const asked = new URLSearchParams({ body: String(person.bodyId), provider: id, to: '/account' })
                  window.open(`/sign-in/oidc/start?${asked}`, '_blank')
                }}
              >
                {label}でサインインする（別の画面が開きます）
              </Button>
            </li>
          ))}
        </ul>
      )}
      {elsewhere && (
        <p role="status" className="mt-4">
          別の画面でサインインが終わると、この画面に自動で戻ります。
        </p>
      )}
    </Dialog>
  )
}
