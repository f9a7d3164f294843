import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { blankProvider, type FieldName, fieldsOf, kindNames, matchedByNames } from './identity-provider-fields.ts'
import { useTaken } from './person-forms.tsx'
import { useStaff } from './shared.ts'

type Api = ReturnType<typeof useStaff>
export type ProviderShown = Awaited<ReturnType<Api['identityProvider']['list']['call']>>['providers'][number]
type Kind = ProviderShown['kind']
type MatchedBy = ProviderShown['matchedBy']

const choicesOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }))

/** Registers a sign-in service, or changes one; its secret is never shown again, only replaced. */
export function IdentityProviderForm({ provider, onClose }: { provider?: ProviderShown; onClose: () => void }) {
  const api = useStaff()
  const [kind, setKind] = useState<Kind>(provider?.kind ?? 'oidc')
  const [words, setWords] = useState<Record<FieldName, string>>({ ...blankProvider, ...provider })
  const [startTls, setStartTls] = useState(provider?.kind === 'ldap' && provider.startTls)
  const [matchedBy, setMatchedBy] = useState<MatchedBy>(provider?.matchedBy ?? 'login')
  const [disabled, setDisabled] = useState(provider?.disabled ?? false)
  const [secret, setSecret] = useState('')
  const taken = useTaken('サインイン連携を保存しました', onClose)
  const creating = useMutation(api.identityProvider.create.mutationOptions(taken))
  const changing = useMutation(api.identityProvider.change.mutationOptions(taken))
  const { isPending, error } = provider ? changing : creating
  const errors = fieldErrors(error)
  if (problemIn(error)?.reason === 'certificate') errors['certificates'] = errors['authority'] = errorSentence(error)
  const save = () => {
    // The form holds what every kind may say; the contract takes what its own kind does.
    const told = { ...words, kind, matchedBy, startTls, ...(secret ? { secret } : {}) } as never
    if (provider) changing.mutate({ ...(told as object), id: provider.id, disabled } as never)
    else creating.mutate(told)
  }
  return (
    <FormDialog
      title="サインイン連携"
      submit="保存する"
      pending={isPending}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      {!provider && (
        <RadioGroup
          label="連携の種類"
          name="kind"
          required
          choices={choicesOf(kindNames)}
          value={kind}
          onChange={(value) => {
            setKind(value as Kind)
            creating.reset() // what was wrong with one kind says nothing of another
            setWords({ ...words, claim: value === 'oidc' ? blankProvider.claim : '' })
          }}
        />
      )}
      {fieldsOf[kind].map(({ name, label, support, optional, long }) => {
        const Control = long ? TextArea : TextField
        return (
          <Control
            key={`${kind} ${name}`}
            label={label}
            support={support}
            required={!optional}
            autoComplete="off"
            value={words[name]}
            error={errors[name]}
            onChange={(event: { target: { value: string } }) => setWords({ ...words, [name]: event.target.value })}
          />
        )
      })}
      {kind === 'ldap' && (
        <Checkbox checked={startTls} onChange={(event) => setStartTls(event.target.checked)}>
          StartTLSで暗号化する（ldap:// のとき）
        </Checkbox>
      )}
      {(kind === 'oidc' || (kind === 'ldap' && words.base)) && (
        <TextField
          label={kind === 'oidc' ? 'クライアントシークレット' : '検索に使うアカウントのパスワード'}
          support={provider && '空のままにすると、今のものを使い続けます。'}
          required={!provider}
          type="password"
          autoComplete="off"
          value={secret}
          error={errors['secret']}
          onChange={(event) => setSecret(event.target.value)}
        />
      )}
      <Select
        label="職員のどの項目と照合するか"
        required
        choices={choicesOf(matchedByNames)}
        value={matchedBy}
        onChange={(event) => setMatchedBy(event.target.value as MatchedBy)}
      />
      {provider && (
        <Checkbox checked={disabled} onChange={(event) => setDisabled(event.target.checked)}>
          この連携を停止する
        </Checkbox>
      )}
    </FormDialog>
  )
}
