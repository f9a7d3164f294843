import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useProfiles } from './use-profiles.ts'

/** Whose badges the city trusts. */
export function CredentialIssuers() {
  const api = useProfiles()
  const queries = useQueryClient()
  const listed = useQuery(api.certificate.issuers.queryOptions({ input: {} }))
  const [adding, setAdding] = useState(false)
  const remove = useMutation(
    api.certificate.removeIssuer.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.certificate.key() }),
    }),
  )
  return (
    <section className="mt-10" aria-labelledby="issuers">
      <SectionHeading id="issuers">信頼する発行者</SectionHeading>
      <p className="mb-3">
        署名が正しくても、発行者を信頼するかどうかは市が決めます。鍵は、発行者の公式の案内から写してください。
      </p>
      {remove.error && <NotificationBanner tone="error" title={errorSentence(remove.error)} live />}
      {listed.data?.issuers.length === 0 && <p>まだ登録されていません。</p>}
      <ul className="divide-y divide-solid-gray-420 border-y border-solid-gray-420">
        {listed.data?.issuers.map(({ id, name, identifier, keys }) => (
          <li key={id} className="flex flex-wrap items-center gap-3 py-3">
            <span className="min-w-0 grow wrap-anywhere">
              {name}
              <span className="ml-3 text-solid-gray-700">
                {identifier}　{keys === 0 ? '鍵は識別子の中' : `鍵${keys}本`}
              </span>
            </span>
            <Button size="small" pending={remove.isPending} onClick={() => remove.mutate({ id })}>
              「{name}」を外す
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-3">
        <Button onClick={() => setAdding(true)}>発行者を登録する</Button>
      </div>
      {adding && <IssuerDialog onClose={() => setAdding(false)} />}
    </section>
  )
}

function IssuerDialog({ onClose }: { onClose: () => void }) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const id = useRef(newId())
  const [form, setForm] = useState({ name: '', identifier: '', keys: '' })
  const add = useMutation(
    api.certificate.addIssuer.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.certificate.key() })
        toast({ title: '発行者を登録しました。', tone: 'success' })
        onClose()
      },
    }),
  )
  const errors = fieldErrors(add.error)
  const text = (field: keyof typeof form) => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value }),
  })
  return (
    <FormDialog
      title="発行者を登録する"
      submit="登録する"
      pending={add.isPending}
      error={add.error}
      onSubmit={() => add.mutate({ id: id.current, ...form })}
      onClose={onClose}
    >
      <TextField label="発行者の名前" required {...text('name')} />
      <TextField
        label="識別子"
        required
        support="バッジの issuer の id。https:// か did: で始まります。"
        {...text('identifier')}
      />
      <TextArea
        label="公開鍵"
        support="JWK・JWKS（JSON）かPEM。did:key と did:jwk の発行者では空でかまいません。"
        rows={6}
        {...text('keys')}
      />
    </FormDialog>
  )
}
