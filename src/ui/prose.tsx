import { classNames } from './class-names.ts'

/** Text that people wrote, as HTML the server has rendered and sanitised; never pass anything else. */
export function Prose({ html, className }: { html: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by the server, and the CSP runs no inline script
  return <div className={classNames('prose', className)} dangerouslySetInnerHTML={{ __html: html }} />
}
