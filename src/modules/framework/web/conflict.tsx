import { problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Marked } from './marked.tsx'

export interface Wording {
  label: string
  mine: string
  theirs: string
}

/** What the server holds now, when an edit was refused because somebody else's came first. */
export function currentIn<T>(error: unknown): T | undefined {
  const problem = problemIn(error)
  return problem?.reason === 'stale' ? (problem.facts?.['current'] as T | undefined) : undefined
}

/** Shows what somebody else made of the same words; mine stay in the form until I decide. */
export function Conflict(props: { words: readonly Wording[]; onKeepMine: () => void; onTakeTheirs: () => void }) {
  const { words, onKeepMine, onTakeTheirs } = props
  const differing = words.filter(({ mine, theirs }) => mine !== theirs)
  return (
    <NotificationBanner
      tone="warning"
      live
      title="ほかの人が先に直しました。書いた内容は、下の欄に残っています。"
      actions={
        <>
          <Button size="small" onClick={onKeepMine}>
            わたしの内容で保存する
          </Button>
          <Button size="small" onClick={onTakeTheirs}>
            いまの内容に戻す
          </Button>
        </>
      }
    >
      <p>いま保存されている内容との違い（取り消し線：いまの内容だけにある言葉、下線：わたしが書いた言葉）</p>
      <dl>
        {differing.map(({ label, mine, theirs }) => (
          <div key={label} className="mt-2">
            <dt className="text-std-16B-170">{label}</dt>
            <dd>
              <Marked before={theirs} after={mine} side="both" />
            </dd>
          </div>
        ))}
      </dl>
    </NotificationBanner>
  )
}
