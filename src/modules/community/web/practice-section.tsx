import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { ButtonLink, TextLink } from '../../../ui/link.tsx'
import { Time } from '../../../ui/time.tsx'
import { PostAttachments } from './attachments.tsx'
import { History } from './history.tsx'
import { PracticeBody } from './practice-body.tsx'
import { authorWords } from './topic-item.tsx'
import { useCommunity } from './use-community.ts'

type Full = Awaited<ReturnType<ReturnType<typeof useCommunity>['topic']['get']['call']>>

/** A practice on its page: the card, who wrote it, what it came from, and its history. */
export function PracticeSection({ topic, practice }: { topic: Full; practice: NonNullable<Full['practice']> }) {
  const api = useCommunity()
  const [history, setHistory] = useState(false)
  const { id, revision } = topic
  const links = useQuery(api.practice.linked.queryOptions({ input: { topicId: id } }))
  const origin = links.data?.origin
  return (
    <div>
      <p className="mb-3 text-dns-14N-130 text-solid-gray-700">
        {authorWords(topic)}・<Time at={topic.createdAt} />
        {revision > 1 && `・${revision - 1}回 書き直し`}
      </p>
      {origin && (
        <p className="text-std-16N-170">
          元になった話題：<TextLink href={`/topics/${origin.id}`}>{origin.title}</TextLink>
        </p>
      )}
      <PracticeBody practice={practice} />
      <PostAttachments attachments={topic.attachments} />
      <div className="mt-4 flex flex-wrap gap-3">
        {links.data?.may.edit && (
          <ButtonLink size="small" href={`/practices/${id}/edit`}>
            事例カードを書き直す
          </ButtonLink>
        )}
        {revision > 1 && (
          <Button size="small" variant="text" aria-expanded={history} onClick={() => setHistory(!history)}>
            書き直しの履歴
          </Button>
        )}
      </div>
      {history && <History topicId={id} subjectKind="topic" subjectId={id} />}
    </div>
  )
}

/** On a topic that is no practice: the cards made of it, and the way to make one once it is solved. */
export function MadePractices({ topicId, solved }: { topicId: string; solved: boolean }) {
  const api = useCommunity()
  const links = useQuery(api.practice.linked.queryOptions({ input: { topicId }, enabled: solved }))
  if (!links.data) return null
  const { practices, may } = links.data
  return (
    <div className="mt-4 flex flex-col gap-3 text-std-16N-170">
      {practices.map(({ id, title }) => (
        <p key={id}>
          この話題から作られた事例：<TextLink href={`/topics/${id}`}>{title}</TextLink>
        </p>
      ))}
      {may.create && (
        <p>
          <ButtonLink size="small" href={`/practices/new?from=${topicId}`}>
            事例カードにする
          </ButtonLink>
        </p>
      )}
    </div>
  )
}
