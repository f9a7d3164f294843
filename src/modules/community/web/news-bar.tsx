import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useLive } from '../../../ui/live/use-live.ts'
import { newest } from '../../../ui/newest.ts'
import { newsOf, newsSentence } from './topic-news.ts'
import { useCommunity } from './use-community.ts'

type Full = Awaited<ReturnType<ReturnType<typeof useCommunity>['topic']['get']['call']>>

/**
 * Says that others have written, without moving what one reads: what is new appears, and takes the focus, when pressed.
 * What the reader did in this page is on screen already and is no news.
 */
export function NewsBar({ shown, at }: { shown: Full /** When it was asked. */; at: number }) {
  const api = useCommunity()
  const queries = useQueryClient()
  const [now, setNow] = useState<{ topic: Full; at: number }>()
  const [asking] = useState(() =>
    newest(
      (id: string, signal) => api.topic.get.call({ id }, { signal }),
      (outcome) => 'result' in outcome && setNow({ topic: outcome.result, at: Date.now() }),
    ),
  )
  useLive(`topic:${shown.id}`, () => asking.put(shown.id))
  const news = now && now.at > at ? newsOf(shown, now.topic) : undefined
  const show = () => {
    queries.setQueryData(api.topic.get.queryKey({ input: { id: shown.id } }), now?.topic)
    first.current = news?.answers[0] ?? news?.comments[0]
  }
  const first = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once what was asked for stands on the page
  useEffect(() => {
    const post = first.current && document.getElementById(first.current)
    if (!post) return
    first.current = undefined
    post.focus({ preventScroll: true })
    post.scrollIntoView({ block: 'start' })
  }, [shown])
  return (
    <div role="status" className="pointer-events-none sticky bottom-4 z-20 mt-6 flex justify-center">
      {news && (
        <div className="pointer-events-auto flex flex-wrap items-center gap-3 rounded-12 border-2 border-key-900 bg-white px-4 py-2 shadow-2">
          <span className="text-std-16N-170">{newsSentence(news)}</span>
          <Button size="small" variant="primary" onClick={show}>
            表示する
          </Button>
        </div>
      )}
    </div>
  )
}
