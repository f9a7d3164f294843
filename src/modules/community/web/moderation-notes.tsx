import { useQuery } from '@tanstack/react-query'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Time } from '../../../ui/time.tsx'
import { moderationActionNames } from '../contract/moderation-names.ts'
import { useCommunity } from './use-community.ts'

const subjectNames = { topic: 'この話題', answer: '回答', comment: 'コメント' } as const

/** What moderators did to the reader's posts of a topic, and why; to moderators all of it. */
export function ModerationNotes({ topicId }: { topicId: string }) {
  const api = useCommunity()
  const notes = useQuery(api.moderation.ofTopic.queryOptions({ input: { topicId } }))
  if (!notes.data?.actions.length) return null
  return (
    <div className="my-4">
      <NotificationBanner tone="warning" title="見守り役の対応">
        <ul className="flex flex-col gap-2">
          {notes.data.actions.map(({ id, subjectKind, subjectId, action, reason, at }) => (
            <li key={id}>
              <a href={`#${subjectId}`} className="underline">
                {subjectNames[subjectKind]}
              </a>
              ：{moderationActionNames[action]}（<Time at={at} />
              ）。理由：{reason}
            </li>
          ))}
        </ul>
      </NotificationBanner>
    </div>
  )
}
