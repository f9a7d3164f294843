import { useSyncExternalStore } from 'react'
import { WarningIcon } from '../icons.tsx'

const subscribe = (changed: () => void) => {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)

/** Stands above everything while the machine is offline or the server does not answer. */
export function ConnectionBanner({ lost }: { lost: boolean }) {
  const online = useOnline()
  const cut = lost || !online
  return (
    <div role="status">
      {cut && (
        <p className="flex items-center justify-center gap-2 bg-yellow-100 px-4 py-2 text-std-16N-170 text-black">
          <WarningIcon className="size-5" />
          サーバーにつながりません。書いた内容はこの端末に残っています。つながると自動で続きます。
        </p>
      )}
    </div>
  )
}
