import type { FormEvent, ReactNode } from 'react'
import { errorSentence, fieldErrors } from './api.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { NotificationBanner } from './notification-banner.tsx'

type FormDialogProps = {
  title: string
  submit: string
  danger?: boolean
  pending: boolean
  error: unknown
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A short form over the page: what is typed stays until it was taken or the person closes it. */
export function FormDialog({ title, submit, danger, pending, error, onSubmit, onClose, children }: FormDialogProps) {
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!pending) onSubmit()
  }
  const unnamed = error && Object.keys(fieldErrors(error)).length === 0
  return (
    <Dialog title={title} open onClose={onClose} alert>
      <form onSubmit={send} noValidate className="flex flex-col gap-5">
        {unnamed ? <NotificationBanner tone="error" title={errorSentence(error)} live /> : null}
        {children}
        <div className="flex flex-wrap justify-end gap-3">
          <Button type="button" onClick={onClose}>
            やめる
          </Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} pending={pending}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
