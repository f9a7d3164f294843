import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button, IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { CloseIcon } from './icons.tsx'

export type DialogProps = {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
  actions?: ReactNode
  wide?: boolean
  /** Alerts cannot be left by pressing outside. */
  alert?: boolean
}

/** Keeps the focus inside, closes by Escape, gives the focus back. */
export function Dialog({ title, open, onClose, children, actions, wide = false, alert = false }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable={!alert}
      className="fixed inset-0 z-50 flex items-center justify-center bg-opacity-gray-600 p-4"
    >
      <Modal className={classNames('flex max-h-full w-full', wide ? 'max-w-page' : 'max-w-form')}>
        <AriaDialog
          role={alert ? 'alertdialog' : 'dialog'}
          className="flex w-full flex-col overflow-y-auto rounded-16 border border-black bg-white p-4 shadow-6 md:p-6"
        >
          <div className="mb-3 flex items-start justify-between gap-4">
            <Heading slot="title" level={2} className="text-std-22B-150">
              {title}
            </Heading>
            <IconButton label="閉じる" icon={<CloseIcon />} onClick={onClose} />
          </div>
          <div className="text-std-16N-170">{children}</div>
          {actions && <div className="mt-6 flex flex-wrap justify-end gap-3">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export type ConfirmDialogProps = {
  title: string
  open: boolean
  children: ReactNode
  confirm: string
  danger?: boolean
  pending?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that cannot be taken back; the safe button comes first. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { children, confirm, danger = false, pending, onConfirm, ...dialog } = props
  const actions = (
    <>
      <Button onClick={dialog.onClose}>やめる</Button>
      <Button variant={danger ? 'danger' : 'primary'} pending={pending} onClick={onConfirm}>
        {confirm}
      </Button>
    </>
  )
  return (
    <Dialog {...dialog} alert actions={actions}>
      {children}
    </Dialog>
  )
}
