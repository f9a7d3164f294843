import { problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'

export interface Stale {
  revision: number
  body: string
  title?: string
}

/** The wording that stands now, when a rewriting was refused because somebody had been faster. */
export const staleIn = (error: unknown): Stale | undefined =>
  problemIn(error)?.reason === 'stale' ? (problemIn(error)?.facts as unknown as Stale) : undefined

interface StaleNoticeProps {
  stale: Stale
  onKeepMine: () => void
  onTakeTheirs: () => void
}

/** Shows both wordings (the writer's stands in the field below) and lets the writer choose. */
export function StaleNotice({ stale, onKeepMine, onTakeTheirs }: StaleNoticeProps) {
  return (
    <NotificationBanner
      tone="warning"
      live
      title="ほかの画面で先に書き直されています。まだ保存していません"
      actions={
        <>
          <Button size="small" onClick={onKeepMine}>
            下の欄の文章で続ける
          </Button>
          <Button size="small" onClick={onTakeTheirs}>
            今の内容から書き直す
          </Button>
        </>
      }
    >
      <p>今の内容は次のとおりです。あなたの文章は下の欄に残っています。</p>
      <blockquote className="mt-2 border-l-4 border-solid-gray-300 pl-4">
        {stale.title && <p className="text-std-16B-170">{stale.title}</p>}
        <p className="whitespace-pre-wrap text-std-16N-170">{stale.body}</p>
      </blockquote>
    </NotificationBanner>
  )
}
