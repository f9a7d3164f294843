import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useStaff } from './shared.ts'
import { SignInElsewhere } from './sign-in-elsewhere.tsx'

/** Who works on the page, and how they had signed in. */
export interface Known {
  id: string
  bodyId: number
  name: string
  login: string
  ownPassword: boolean
  provider: string | null
}

interface SignInAgainProps {
  person: Known
  onSignedIn: () => void
  onClose: () => void
}

/** Asks again where the session ended, first for what its person had signed in by; the page beneath keeps what was typed. */
export default function SignInAgain({ person, onSignedIn, onClose }: SignInAgainProps) {
  const api = useStaff()
  const [elsewhere, setElsewhere] = useState(false)
  const [opened] = useState(() => Date.now())
  const options = useQuery(api.session.options.queryOptions())
  const providers = options.data?.bodies.find(({ bodyId }) => bodyId === person.bodyId)?.providers ?? []
  const directories = providers.filter(({ kind }) => kind === 'ldap')
  const others = providers.filter(({ kind }) => kind !== 'ldap')
  const byOther = others.some(({ id }) => id === person.provider)
  // The sign-in may end in another window, by a provider or as usual: look as soon as this one is seen again.
  const current = useQuery(
    api.session.current.queryOptions({
      refetchOnWindowFocus: 'always',
      refetchInterval: elsewhere ? 2000 : false,
      refetchIntervalInBackground: true,
      staleTime: 0,
    }),
  )
  const now = current.dataUpdatedAt > opened ? current.data?.person : undefined // what was known before is no answer
  useEffect(() => {
    if (now?.id === person.id) onSignedIn()
    else if (now) window.location.reload() // somebody else's session: nothing of this page is theirs
  }, [now, person.id, onSignedIn])
  const elsewhereButtons = others.length > 0 && (
    <SignInElsewhere
      bodyId={person.bodyId}
      first={byOther}
      providers={others.toSorted((a, b) => Number(b.id === person.provider) - Number(a.id === person.provider))}
      onOpened={() => setElsewhere(true)}
    />
  )
  return (
    <Dialog title="もう一度サインインしてください" open onClose={onClose} alert>
      <p className="mb-4">
        しばらく操作がなかったか、別の場所でサインアウトしたため、{person.name}
        さんのサインインが終わりました。書きかけの内容は残っています。
      </p>
      <div className="flex flex-col gap-6">
        {options.isPending && <Skeleton lines={3} />}
        {options.isError && <NotificationBanner tone="error" title={errorSentence(options.error)} live />}
        {byOther && elsewhereButtons}
        {options.data && (person.ownPassword || directories.length > 0) && (
          <ByPassword
            person={person}
            directories={directories}
            first={!byOther}
            onDone={() => void current.refetch()}
          />
        )}
        {!byOther && elsewhereButtons}
      </div>
    </Dialog>
  )
}

interface ByPasswordProps {
  person: Known
  directories: readonly { id: string; label: string }[]
  /** What the person is asked for first: no other way stands above it. */
  first: boolean
  onDone: () => void
}

/** A password of Banso's own, or one the body's directory knows. */
function ByPassword({ person, directories, first, onDone }: ByPasswordProps) {
  const api = useStaff()
  const ways = [
    ...directories.map(({ id, label }) => ({ value: id, label })),
    ...(person.ownPassword ? [{ value: '', label: 'Bansoだけのパスワード' }] : []),
  ]
  const [way, setWay] = useState(
    () => ways.find(({ value }) => value === (person.provider ?? ''))?.value ?? ways[0]!.value,
  )
  // What a directory calls somebody may be another name than the account's.
  const [login, setLogin] = useState(person.login)
  const [password, setPassword] = useState('')
  const own = useMutation(api.session.signIn.mutationOptions({ onSuccess: onDone }))
  const byDirectory = useMutation(api.session.signInByDirectory.mutationOptions({ onSuccess: onDone }))
  const signIn = way ? byDirectory : own
  const errors = fieldErrors(signIn.error)
  const { bodyId } = person
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (way) byDirectory.mutate({ bodyId, provider: way, login, password })
    else own.mutate({ bodyId, login: person.login, password })
  }
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={submit}>
      {signIn.error && Object.keys(errors).length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(signIn.error)} live />
      )}
      {ways.length > 1 && (
        <Select
          label="どのIDで入りますか"
          required
          choices={ways}
          value={way}
          onChange={(event) => setWay(event.target.value)}
        />
      )}
      <TextField
        label="利用者ID"
        name="login"
        autoComplete="username"
        support={ways.length === 1 && way ? `「${ways[0]!.label}」の利用者IDです。` : undefined}
        value={way ? login : person.login}
        readOnly={!way}
        error={errors['login']}
        onChange={(event) => setLogin(event.target.value)}
      />
      <TextField
        label="パスワード"
        required
        autoFocus={first}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        error={errors['password']}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" variant={first ? 'primary' : 'secondary'} pending={signIn.isPending || signIn.isSuccess}>
        サインインして続ける
      </Button>
    </form>
  )
}
