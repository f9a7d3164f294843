import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useNewPassword } from './password-fields.tsx'
import { useStaff } from './shared.ts'

/** The person's own password, changed knowing the one they have. */
export function ChangePassword() {
  const queries = useQueryClient()
  const toast = useToast()
  const [current, setCurrent] = useState('')
  const { next, fields, agreed, clear } = useNewPassword()
  const changing = useMutation(
    useStaff().session.changePassword.mutationOptions({
      onSuccess: async () => {
        setCurrent('')
        clear()
        toast({ title: 'パスワードを変えました' })
        await queries.invalidateQueries()
      },
    }),
  )
  const errors = fieldErrors(changing.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (agreed()) changing.mutate({ current, next })
  }
  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-5">
      {changing.error && Object.keys(errors).length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(changing.error)} live />
      )}
      <TextField
        label="今のパスワード"
        required
        type="password"
        autoComplete="current-password"
        value={current}
        error={errors.current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      {fields(errors.next)}
      <Button type="submit" variant="primary" pending={changing.isPending}>
        パスワードを変える
      </Button>
    </form>
  )
}
