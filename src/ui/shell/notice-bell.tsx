import { BellIcon } from '../icons.tsx'

/** Leads to the notices; how many are unread is told in words and shown as a figure. */
export function NoticeBell({ href, unread, label = 'お知らせ' }: { href: string; unread: number; label?: string }) {
  return (
    <a
      href={href}
      aria-label={unread > 0 ? `${label}（未読${unread}件）` : label}
      title={label}
      className="relative inline-flex size-11 items-center justify-center rounded-8 hover:bg-solid-gray-50"
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
    </a>
  )
}
