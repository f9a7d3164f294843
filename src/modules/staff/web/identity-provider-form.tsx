import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '../../../ui/api.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTaken } from './person-forms.tsx'
import { useStaff } from './shared.ts'

const matchedByNames = { 'staff-number': '職員番号', mail: 'メールアドレス', login: '利用者ID' } as const
type MatchedBy = keyof typeof matchedByNames

export interface ProviderShown {
  id: string
  label: string
  issuer: string
  clientId: string
  scope: string
  claim: string
  matchedBy: MatchedBy
  disabled: boolean
}

const blank = { label: '', issuer: '', clientId: '', scope: 'openid profile email', claim: 'preferred_username' }

/** Registers a sign-in service, or changes one; its secret is never shown again, only replaced. */
export function IdentityProviderForm({ provider, onClose }: { provider?: ProviderShown; onClose: () => void }) {
  const api = useStaff()
  const [words, setWords] = useState({ ...blank, ...provider })
  const [matchedBy, setMatchedBy] = useState<MatchedBy>(provider?.matchedBy ?? 'login')
  const [disabled, setDisabled] = useState(provider?.disabled ?? false)
  const [secret, setSecret] = useState('')
  const taken = useTaken('サインイン連携を保存しました', onClose)
  const creating = useMutation(api.identityProvider.create.mutationOptions(taken))
  const changing = useMutation(api.identityProvider.change.mutationOptions(taken))
  const { isPending, error } = provider ? changing : creating
  const errors = fieldErrors(error)
  const save = () => {
    const { label, issuer, clientId, scope, claim } = words
    const told = { label, issuer, clientId, scope, claim, matchedBy }
    if (provider) changing.mutate({ ...told, id: provider.id, disabled, ...(secret ? { secret } : {}) })
    else creating.mutate({ ...told, secret })
  }
  const text = (field: keyof typeof blank, label: string, support?: string) => (
    <TextField
      label={label}
      support={support}
      required
      autoComplete="off"
      value={words[field]}
      error={errors[field]}
      onChange={(event) => setWords({ ...words, [field]: event.target.value })}
    />
  )
  return (
    <FormDialog
      title="サインイン連携"
      submit="保存する"
      pending={isPending}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      {text('label', 'ボタンに出す名前', '例：庁内ID')}
      {text('issuer', '発行者のURL', '連携先の資料で「issuer」と書かれている https:// で始まるURLです。')}
      {text('clientId', 'クライアントID')}
      <TextField
        label="クライアントシークレット"
        support={provider && '空のままにすると、今のものを使い続けます。'}
        required={!provider}
        type="password"
        autoComplete="off"
        value={secret}
        error={errors.secret}
        onChange={(event) => setSecret(event.target.value)}
      />
      {text('scope', '求める範囲（scope）')}
      {text('claim', '照合に使う項目（クレーム）', '例：preferred_username、email、employee_number')}
      <Select
        label="職員のどの項目と照合するか"
        required
        choices={Object.entries(matchedByNames).map(([value, label]) => ({ value, label }))}
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
