import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors, useApi } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { staffContract } from '../contract.ts'

/** What to say when a provider sent the browser back without a sign-in. */
const providerSentences: Record<string, string> = {
  'attempt-over': '連携サインインの途中で時間がたったか、別の画面で始まったものです。もう一度お試しください。',
  'provider-failed': '連携先でサインインを確かめられませんでした。続くときは、管理者にご相談ください。',
  'unknown-person':
    '連携先の利用者にあたる職員が見つかりません。管理者に、職員の登録とアカウントを確かめるよう頼んでください。',
  'too-many': '短い時間にサインインが集中しました。1分ほど待ってから、もう一度お試しください。',
  'not-usable': 'このアカウントは停止されているか、在籍していません。管理者にご相談ください。',
}

/** Shown in place of any page until somebody has signed in; the page asked for appears afterwards. */
export default function SignIn() {
  const api = useApi<typeof staffContract>()
  const queries = useQueryClient()
  const options = useQuery(api.session.options.queryOptions())
  const done = { onSuccess: () => queries.invalidateQueries() }
  const own = useMutation(api.session.signIn.mutationOptions(done))
  const byDirectory = useMutation(api.session.signInByDirectory.mutationOptions(done))
  const bodies = options.data?.bodies ?? []
  const [chosen, choose] = useState<number>()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const body = bodies.find(({ bodyId }) => bodyId === chosen) ?? bodies[0]
  const directories = body?.providers.filter(({ kind }) => kind === 'ldap') ?? []
  const elsewhere = body?.providers.filter(({ kind }) => kind !== 'ldap') ?? []
  // Where a directory is there, its password is the one people know.
  const [way, setWay] = useState<string>()
  const directory = way ?? directories[0]?.id ?? ''
  const signIn = directory ? byDirectory : own
  const errors = fieldErrors(signIn.error)
  const refused = providerSentences[new URLSearchParams(window.location.search).get('sign-in') ?? '']

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!body) return
    const { bodyId } = body
    if (directory) byDirectory.mutate({ bodyId, provider: directory, login, password })
    else own.mutate({ bodyId, login, password })
  }

  return (
    <div className="mx-auto max-w-xl">
      <PageHeading title="サインイン" lead={body ? `${body.name}の職員として利用します。` : undefined} />
      {options.error && <NotificationBanner tone="error" title={errorSentence(options.error)} live />}
      {options.data && bodies.length === 0 && (
        <NotificationBanner tone="warning" title="まだ団体が登録されていません">
          管理者の方は、サーバーで「banso register」を実行してください。
        </NotificationBanner>
      )}
      {refused && !signIn.error && (
        <div className="mb-6">
          <NotificationBanner tone="error" title={refused} live />
        </div>
      )}
      <form onSubmit={submit} className="flex flex-col gap-6" noValidate>
        {signIn.error && Object.keys(errors).length === 0 && (
          <NotificationBanner tone="error" title={errorSentence(signIn.error)} live />
        )}
        {bodies.length > 1 && (
          <Select
            label="団体"
            required
            value={String(body?.bodyId ?? '')}
            onChange={(event) => choose(Number(event.target.value))}
            choices={bodies.map(({ bodyId, name }) => ({ value: String(bodyId), label: name }))}
          />
        )}
        {directories.length > 0 && (
          <Select
            label="どのIDで入りますか"
            required
            value={directory}
            onChange={(event) => setWay(event.target.value)}
            choices={[
              ...directories.map(({ id, label }) => ({ value: id, label })),
              { value: '', label: 'Bansoだけのパスワード' },
            ]}
          />
        )}
        <TextField
          label="利用者ID"
          required
          name="login"
          autoComplete="username"
          value={login}
          error={errors['login']}
          onChange={(event) => setLogin(event.target.value)}
        />
        <TextField
          label="パスワード"
          required
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          error={errors['password']}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" variant="primary" size="large" pending={signIn.isPending} disabled={!body}>
          サインインする
        </Button>
      </form>
      {elsewhere.length > 0 && body && (
        <ul className="mt-6 flex flex-col gap-3" aria-label="ほかのサインインの方法">
          {elsewhere.map(({ id, kind, label }) => (
            <li key={id}>
              <Button
                className="w-full"
                size="large"
                onClick={() => {
                  const to = window.location.pathname + window.location.search.replace(/^\?sign-in=[\w-]*$/, '')
                  const asked = new URLSearchParams({ body: String(body.bodyId), provider: id, to })
                  window.location.assign(`/sign-in/${kind}/start?${asked}`)
                }}
              >
                {label}でサインインする
              </Button>
            </li>
          ))}
        </ul>
      )}
      {body && body.demo.length > 0 && options.data?.demoPassword && (
        <section className="mt-10" aria-labelledby="demo-people">
          <SectionHeading id="demo-people">お試し用の利用者</SectionHeading>
          <p className="mb-4 text-std-16N-170">
            架空の市の職員です。選ぶとそのままサインインします（パスワードは全員「{options.data.demoPassword}」です）。
          </p>
          <ul className="grid gap-3 sm:grid-cols-2">
            {body.demo.map((person) => (
              <li key={person.login}>
                <Card>
                  <button
                    type="button"
                    className="flex min-h-11 w-full flex-col items-start text-left"
                    onClick={() =>
                      own.mutate({
                        bodyId: body.bodyId,
                        login: person.login,
                        password: options.data.demoPassword ?? '',
                      })
                    }
                  >
                    <span className="text-std-17B-170 text-key-1000 underline underline-offset-4">{person.name}</span>
                    <span className="text-dns-14N-130 text-solid-gray-700">
                      {person.title}（{person.login}）
                    </span>
                  </button>
                </Card>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
