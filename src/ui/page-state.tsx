import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { ErrorIcon, InformationIcon } from './icons.tsx'

export type EmptyStateProps = { title: string; children?: ReactNode; actions?: ReactNode }

/** Nothing here yet: why, and what one can do. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-12 border border-dashed border-solid-gray-536 px-4 py-10 text-center">
      <InformationIcon className="size-8 text-solid-gray-600" />
      <p className="text-std-18B-160">{title}</p>
      {children && <div className="max-w-prose text-std-16N-170 text-solid-gray-700">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-3">{actions}</div>}
    </div>
  )
}

export type ErrorStateProps = {
  title?: string
  children?: ReactNode
  onRetry?: (() => void) | undefined
  /** What the help desk asks for. */
  requestId?: string | undefined
}

/** Something could not be loaded: what happened, and a way on. */
export function ErrorState({ title = '読み込めませんでした', children, onRetry, requestId }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className="flex flex-col items-center gap-3 rounded-12 border-2 border-red-900 px-4 py-10 text-center"
    >
      <ErrorIcon className="size-8 text-red-900" />
      <p className="text-std-18B-160">{title}</p>
      <div className="max-w-prose text-std-16N-170">
        {children ?? 'しばらく待ってから、もう一度お試しください。続くときは管理者に知らせてください。'}
      </div>
      {requestId && <p className="text-dns-14N-130 text-solid-gray-700">受付番号：{requestId}</p>}
      {onRetry && <Button onClick={onRetry}>もう一度読み込む</Button>}
    </div>
  )
}
