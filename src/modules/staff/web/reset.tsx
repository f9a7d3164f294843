import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { useNewPassword } from './password-fields.tsx'
import { useStaff } from './shared.ts'

/** Opened by the link an administrator issued; the secret stands behind the `#` of the address. */
export default function Reset() {
  const [token] = useState(() => window.location.hash.slice(1))
  const { next, fields, agreed } = useNewPassword()
  const resetting = useMutation(useStaff().account.reset.mutationOptions())
  const errors = fieldErrors(resetting.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (agreed()) resetting.mutate({ token, next })
  }
  if (resetting.isSuccess) {
    return (
      <>
        <PageHeading title="パスワードを決めました" lead={`利用者IDは「${resetting.data.login}」です。`} />
        <TextLink href="/">サインインする</TextLink>
      </>
    )
  }
  return (
    <>
      <PageHeading title="パスワードを決める" lead="これから使うパスワードを決めてください。" />
      <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-5">
        {resetting.error && !errors.next && (
          <NotificationBanner tone="error" title={errorSentence(resetting.error)} live />
        )}
        {fields(errors.next)}
        <Button type="submit" variant="primary" pending={resetting.isPending}>
          このパスワードに決める
        </Button>
      </form>
    </>
  )
}
