import type { Ref } from 'react'
import { BellIcon } from '../icons.tsx'

type NoticeBellProps = {
  unread: number
  open: boolean
  onPress: () => void
  label?: string
  ref?: Ref<HTMLButtonElement>
}

/** Opens the panel of notices; how many are unread is told in words and shown as a figure. */
export function NoticeBell({ unread, open, onPress, label = 'お知らせ', ref }: NoticeBellProps) {
  return (
    <button
      ref={ref}
      type="button"
      aria-label={unread > 0 ? `${label}（未読${unread}件）` : label}
      aria-haspopup="dialog"
      aria-expanded={open}
      title={label}
      onClick={onPress}
      className="relative inline-flex size-11 cursor-pointer items-center justify-center rounded-8 hover:bg-solid-gray-50 aria-expanded:bg-key-100"
    >
      <BellIcon />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="shows-by-colour absolute top-0 right-0 min-w-5 rounded-full bg-red-900 px-1 text-center text-dns-14B-130 text-white"
        >
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </button>
  )
}
