import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { type BannerTone, NotificationBanner } from './notification-banner.tsx'

export type Toast = { title: string; tone?: BannerTone; detail?: ReactNode }
type Shown = Toast & { key: number }

const ToastContext = createContext<(toast: Toast) => void>(() => {})
let count = 0

/** Tells the result of an action without moving the focus. What must not be missed belongs on the page instead. */
export const useToast = () => useContext(ToastContext)

/** Holds the live region. Successes leave after ten seconds unless pointed at or focused; errors and warnings stay. */
export function ToastRegion({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([])
  const show = useCallback((toast: Toast) => {
    count += 1
    const key = count
    setShown((before) => [...before.slice(-2), { ...toast, key }])
  }, [])
  const close = useCallback((key: number) => setShown((before) => before.filter((one) => one.key !== key)), [])
  return (
    <ToastContext value={show}>
      {children}
      <section
        aria-label="操作の結果"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-40 ml-auto flex max-w-form flex-col gap-3"
      >
        {shown.map((toast) => (
          <ShownToast key={toast.key} toast={toast} onClose={() => close(toast.key)} />
        ))}
      </section>
    </ToastContext>
  )
}

function ShownToast({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const [held, setHeld] = useState(false)
  const tone = toast.tone ?? 'success'
  const stays = held || tone === 'error' || tone === 'warning'
  useEffect(() => {
    if (stays) return
    const timer = setTimeout(onClose, 10_000)
    return () => clearTimeout(timer)
  }, [stays, onClose])
  const hold = { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false) }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it from leaving
    <div
      {...hold}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto rounded-12 shadow-4"
    >
      <NotificationBanner title={toast.title} tone={tone} onClose={onClose}>
        {toast.detail}
      </NotificationBanner>
    </div>
  )
}
