import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { grantedRoles, roleNames } from '../contract/names.ts'
import { DayField, PersonField } from './fields.tsx'
import { useTaken } from './person-forms.tsx'
import { shownDay, useStaff } from './shared.ts'

type Granted = (typeof grantedRoles)[number]

/** Gives a role, to the person of the page or to somebody chosen. */
export function GrantRole({ personId, onClose }: { personId?: string; onClose: () => void }) {
  const api = useStaff()
  const [person, setPerson] = useState<string | null>(personId ?? null)
  const [role, setRole] = useState<Granted>('dx-office')
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const list = useQuery(api.role.list.queryOptions({ input: {} }))
  const granting = useMutation(api.role.grant.mutationOptions(useTaken('役割を付けました', onClose)))
  const errors = fieldErrors(granting.error)
  return (
    <FormDialog
      title="役割を付ける"
      submit="付ける"
      pending={granting.isPending}
      error={granting.error}
      onSubmit={() => granting.mutate({ personId: person ?? '', role, reason, ...(to ? { to } : {}) })}
      onClose={onClose}
    >
      {!personId && (
        <PersonField
          label="職員"
          required
          value={person}
          onChange={setPerson}
          error={errors.personId && '職員を選んでください。'}
        />
      )}
      <Select
        label="役割"
        required
        choices={grantedRoles.map((value) => ({ value, label: roleNames[value] }))}
        value={role}
        onChange={(event) => setRole(event.target.value as Granted)}
      />
      <DayField
        label="期限"
        value={to}
        onChange={setTo}
        error={errors.to}
        support={`選ばなければ、年度末（${shownDay(list.data?.yearEnd)}）までです。`}
      />
      <TextField
        label="理由"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={errors.reason}
      />
    </FormDialog>
  )
}
