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

/** Shown in place of any page until somebody has signed in; the page asked for appears afterwards. */
export default function SignIn() {
  const api = useApi<typeof staffContract>()
  const queries = useQueryClient()
  const options = useQuery(api.session.options.queryOptions())
  const signIn = useMutation(api.session.signIn.mutationOptions({ onSuccess: () => queries.invalidateQueries() }))
  const bodies = options.data?.bodies ?? []
  const [chosen, choose] = useState<number>()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const body = bodies.find(({ bodyId }) => bodyId === chosen) ?? bodies[0]
  const errors = fieldErrors(signIn.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (body) signIn.mutate({ bodyId: body.bodyId, login, password })
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
                      signIn.mutate({
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
