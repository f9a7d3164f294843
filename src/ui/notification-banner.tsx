import type { ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { CloseIcon, ErrorIcon, InformationIcon, SuccessIcon, WarningIcon } from './icons.tsx'

export type BannerTone = 'information' | 'success' | 'warning' | 'error'

const tones = {
  information: { word: 'お知らせ', Icon: InformationIcon, frame: 'border-key-900', mark: 'text-key-900' },
  success: { word: '完了', Icon: SuccessIcon, frame: 'border-green-800', mark: 'text-green-800' },
  warning: { word: '注意', Icon: WarningIcon, frame: 'border-orange-800', mark: 'text-orange-800' },
  error: { word: 'エラー', Icon: ErrorIcon, frame: 'border-red-900', mark: 'text-red-900' },
}

export type NotificationBannerProps = {
  title: ReactNode
  tone?: BannerTone
  children?: ReactNode
  actions?: ReactNode
  onClose?: (() => void) | undefined
  /** Announced when it appears after an action; leave out for a banner that stands on the page from the start. */
  live?: boolean
}

export function NotificationBanner(props: NotificationBannerProps) {
  const { title, tone = 'information', children, actions, onClose, live } = props
  const { word, Icon, frame, mark } = tones[tone]
  return (
    <div
      role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}
      className={classNames('flex gap-3 rounded-12 border-2 border-l-8 bg-white p-4', frame)}
    >
      <Icon label={word} className={classNames('mt-0.5', mark)} />
      <div className="min-w-0 flex-1">
        <p className="text-std-17B-170">{title}</p>
        {children && <div className="mt-1 text-std-16N-170">{children}</div>}
        {actions && <div className="mt-3 flex flex-wrap gap-3">{actions}</div>}
      </div>
      {onClose && <IconButton label="閉じる" icon={<CloseIcon />} onClick={onClose} className="-mt-2 -mr-2" />}
    </div>
  )
}
