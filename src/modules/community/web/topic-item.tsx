import { Item } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { axisNames, kindNames, statusNames } from '../contract/names.ts'
import type { useCommunity } from './use-community.ts'

type Line = Awaited<ReturnType<ReturnType<typeof useCommunity>['topic']['list']['call']>>['topics'][number]

/** Who wrote it, as the reader may know. */
export const authorWords = ({ author, anonymous }: Pick<Line, 'author' | 'anonymous'>): string =>
  author
    ? `${author.name}${author.section ? `（${author.section}）` : ''}${anonymous ? '・名前は伏せています' : ''}`
    : anonymous
      ? '名前を伏せた職員'
      : '取り込んだ質問'

/** One topic in a list. */
export function TopicItem({ topic, level = 3 }: { topic: Line; level?: 2 | 3 }) {
  const { kind, status } = topic
  return (
    <Item
      level={level}
      title={topic.title}
      href={`/topics/${topic.id}`}
      badges={
        <>
          <StatusBadge>{kindNames[kind]}</StatusBadge>
          {kind !== 'practice' && (
            <StatusBadge tone={status === 'solved' ? 'success' : status === 'open' ? 'information' : 'neutral'}>
              {statusNames[status]}
            </StatusBadge>
          )}
          {topic.hidden && <StatusBadge tone="warning">非表示</StatusBadge>}
        </>
      }
      facts={
        <>
          <span>{authorWords(topic)}</span>
          <span>
            <Time at={topic.activeAt} />
          </span>
          {kind !== 'practice' && <span>回答 {topic.answerCount}件</span>}
          {topic.solvedCount > 0 && <span>{topic.solvedCount}人がこれで解決</span>}
          {topic.axis && <span>{axisNames[topic.axis]}</span>}
        </>
      }
    >
      {topic.tags.length > 0 && (
        <div className="relative mt-2 flex flex-wrap gap-2">
          {topic.tags.map((tag) => (
            <Chip key={tag.id} href={`/tags/${tag.id}`}>
              {tag.name}
            </Chip>
          ))}
        </div>
      )}
    </Item>
  )
}
