import type { AnyRouter } from '@tanstack/react-router'

/** The address inside the application that an anchor leads to, or undefined where the browser must handle it. */
function inside(event: Event): string | undefined {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null
  if (!anchor?.href || (anchor.target && anchor.target !== '_self') || anchor.hasAttribute('download')) return
  const { origin, pathname, search, hash } = new URL(anchor.href)
  if (origin !== window.location.origin || /^\/(api|attachments|feeds)\//.test(pathname)) return
  const samePage = pathname === window.location.pathname && search === window.location.search
  if (samePage && hash) return
  return pathname + search + hash
}

/**
 * Turns plain anchors into route changes, so that components need not know the router.
 * Pages are fetched ahead when a link is pointed at or focused.
 */
export function followLinks(router: AnyRouter): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const address = inside(event)
    if (address === undefined) return
    event.preventDefault()
    void router.navigate({ href: address })
  })
  const preload = (event: Event) => {
    const address = inside(event)
    if (address === undefined) return
    const [path = '/'] = address.split(/[?#]/)
    void router.preloadRoute({ to: path }).catch(() => {})
  }
  document.addEventListener('pointerover', preload, { passive: true })
  document.addEventListener('focusin', preload)
}
