import type { ReactNode, RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'

export type PanelProps = {
  title: string
  /** The button it hangs from; it gets the focus back. */
  from: RefObject<HTMLElement | null>
  open: boolean
  onClose: () => void
  children: ReactNode
}

/** A box that hangs from a button: takes the focus, leaves by Escape or a press outside. */
export function Panel({ title, from, open, onClose, children }: PanelProps) {
  return (
    <Popover
      triggerRef={from}
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      placement="bottom end"
      containerPadding={8}
      className="flex w-96 max-w-[calc(100vw-1rem)] flex-col rounded-12 border border-solid-gray-420 bg-white shadow-2"
    >
      <Dialog className="flex min-h-0 flex-col overflow-y-auto p-4 outline-none">
        <Heading slot="title" level={2} className="mb-2 text-std-18B-160">
          {title}
        </Heading>
        {children}
      </Dialog>
    </Popover>
  )
}
