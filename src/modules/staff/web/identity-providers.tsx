import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { DescriptionList } from '../../../ui/card.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { kindNames } from './identity-provider-fields.ts'
import { IdentityProviderForm, type ProviderShown } from './identity-provider-form.tsx'
import { ScimTokens } from './scim-tokens.tsx'
import { useStaff } from './shared.ts'

/** サインイン連携: the services through which the body's people sign in, for administrators. */
export default function IdentityProviders() {
  const api = useStaff()
  const toast = useToast()
  const [form, setForm] = useState<ProviderShown | 'new'>()
  const list = useQuery(api.identityProvider.list.queryOptions())
  const testing = useMutation(
    api.identityProvider.test.mutationOptions({
      onSuccess: () => toast({ title: '連携先につながりました' }),
      onError: (error) => toast({ title: errorSentence(error), tone: 'error' }),
    }),
  )
  if (list.isPending) return <Skeleton lines={4} />
  if (list.isError) return <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
  const { providers, redirectUri, samlMetadata, samlConsumer } = list.data
  return (
    <>
      <PageHeading
        title="サインイン連携"
        lead="庁内のサインインの仕組み（OpenID Connect、SAML、LDAP）でサインインできるようにします。"
      />
      <p className="mb-4">連携先には、次のURLを登録してください。</p>
      <div className="mb-6">
        <DescriptionList
          items={[
            { term: 'OpenID Connectの戻り先', description: <code className="break-all">{redirectUri}</code> },
            {
              term: 'SAMLのエンティティID（メタデータ）',
              description: <code className="break-all">{samlMetadata}</code>,
            },
            { term: 'SAMLの応答の送り先（ACS）', description: <code className="break-all">{samlConsumer}</code> },
          ]}
        />
      </div>
      {providers.length === 0 && <EmptyState title="連携先はまだありません" />}
      <ul className="mb-6 flex flex-col gap-4">
        {providers.map((provider) => (
          <li key={provider.id} className="flex flex-wrap items-center justify-between gap-3 border-b pb-4">
            <div className="min-w-0">
              <p>
                {provider.label} {provider.disabled && <StatusBadge tone="warning">停止中</StatusBadge>}
              </p>
              <p className="break-all text-dns-14N-130 text-solid-gray-700">
                {kindNames[provider.kind]}：{sourceOf(provider)}
              </p>
            </div>
            <div className="flex flex-wrap gap-3">
              <Button size="small" disabled={testing.isPending} onClick={() => testing.mutate({ id: provider.id })}>
                接続を確かめる
              </Button>
              <Button size="small" onClick={() => setForm(provider)}>
                直す
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Button variant="primary" onClick={() => setForm('new')}>
        連携先を登録する
      </Button>
      {form === 'new' && <IdentityProviderForm onClose={() => setForm(undefined)} />}
      {form && form !== 'new' && <IdentityProviderForm provider={form} onClose={() => setForm(undefined)} />}
      <ScimTokens />
    </>
  )
}

const sourceOf = (it: ProviderShown): string =>
  it.kind === 'oidc' ? it.issuer : it.kind === 'saml' ? it.entryPoint : it.url
