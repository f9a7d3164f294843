import { useQuery } from '@tanstack/react-query'
import { errorSentence } from '../../../ui/api.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { Time } from '../../../ui/time.tsx'
import { askStateNames, askStepNames } from '../contract/ask-names.ts'
import { useCommunity } from './use-community.ts'

/**
 * How far the question has come: for whoever asked as numbers, for moderators by name. A colleague who passed a question
 * on is not shown to the one who asked it.
 */
export function Asked({ topicId }: { topicId: string }) {
  const api = useCommunity()
  const asks = useQuery(api.ask.forTopic.queryOptions({ input: { topicId } }))
  if (asks.error) return <p className="mt-4 text-std-16N-170">{errorSentence(asks.error)}</p>
  if (!asks.data) return null
  const { step, nextAt, nextStep, counts, people } = asks.data
  const reached = step
    ? `「${askStepNames[step]}」の段階まで、のべ${counts.asked}人に届けました。`
    : 'まだ誰にも届けていません。'
  const words = [
    reached,
    counts.waiting > 0 && `${counts.waiting}人が回答を考えています。`,
    counts.declined > 0 && `${counts.declined}人が見送りました。`,
  ]
  return (
    <div className="mt-4">
      <Disclosure summary="この質問が届いた先">
        <p className="text-std-16N-170">{words.filter(Boolean).join('')}</p>
        {nextAt && nextStep && (
          <p className="text-std-16N-170">
            回答がなければ、次は
            <Time at={nextAt} />
            に「{askStepNames[nextStep]}」へ届けます。
          </p>
        )}
        {people && people.length > 0 && (
          <ul className="mt-3 flex list-disc flex-col gap-1 pl-6 text-std-16N-170">
            {people.map(({ id, name, section, step: at, state, askedAt, note }) => (
              <li key={`${id}-${at}`}>
                {name}
                {section && `（${section}）`}・{askStepNames[at]}・{askStateNames[state]}・<Time at={askedAt} />
                {note && `・「${note}」`}
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
    </div>
  )
}
