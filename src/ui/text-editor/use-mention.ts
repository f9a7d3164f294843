import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { isComposing } from '../ime.ts'
import { stepList } from '../list-keys.ts'
import { newest } from '../newest.ts'
import type { Suggestions } from '../suggestions.tsx'
import { insertMention, type Mention, mentionAt } from './mention.ts'
import { run } from './toolbar.tsx'

export type Named = { id: string; name: string /** What tells namesakes apart. */; note?: string | undefined }
/** People whose names begin so. */
export type FindPeople = (starting: string, signal: AbortSignal) => Promise<readonly Named[]>

const none: Suggestions = { status: 'idle', entries: [] }

/** Offers people after an at sign, to be chosen by the arrow keys and Enter, or by a tap. */
export function useMention(area: RefObject<HTMLTextAreaElement | null>, find: FindPeople | undefined, list: string) {
  const [mention, setMention] = useState<Mention>()
  const [found, setFound] = useState(none)
  const [people, setPeople] = useState<readonly Named[]>([])
  const [active, setActive] = useState<string | null>(null)
  const latest = useRef(find)
  latest.current = find
  const [asking] = useState(() =>
    newest(
      async (starting: string, signal) => (await latest.current?.(starting, signal)) ?? [],
      (outcome) => {
        if ('error' in outcome) return setFound({ status: 'failed', entries: [] })
        setPeople(outcome.result)
        const entries = outcome.result.map(({ id, name, note }) => ({ id, label: name, note }))
        setFound({ status: 'ready', entries, nothing: '当てはまる職員がいません' })
      },
    ),
  )
  useEffect(() => () => asking.end(), [asking])
  useEffect(() => {
    // On a phone the list would open behind the keyboard.
    if (found.entries.length > 0) document.getElementById(list)?.scrollIntoView({ block: 'nearest' })
  }, [found, list])

  const close = () => {
    asking.end()
    setMention(undefined)
    setActive(null)
    setFound(none)
  }
  /** To be called whenever the text or the caret has changed. */
  const look = () => {
    const field = area.current
    if (!field || !find) return
    const { value: text, selectionStart: start, selectionEnd: end } = field
    const next = mentionAt({ text, start, end })
    if (!next) return mention && close()
    if (mention && next.from === mention.from && next.typed === mention.typed) return
    setMention(next)
    setActive(null)
    if (found.status !== 'ready') setFound({ status: 'loading', entries: [] })
    asking.put(next.typed)
  }
  const choose = (id: string) => {
    const person = people.find((one) => one.id === id)
    const field = area.current
    close()
    if (!person || !field || !mention) return
    run(() => insertMention(mention, person), field)
  }
  /** True when the key was meant for the list. */
  const takes = (event: KeyboardEvent): boolean => {
    if (!mention || isComposing(event) || event.ctrlKey || event.metaKey) return false
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
      return true
    }
    const step = stepList(
      found.entries.map(({ id }) => id),
      active,
      event.key,
    )
    if (!step.taken) return false
    event.preventDefault()
    setActive(step.active)
    if (step.chosen) choose(step.chosen)
    return true
  }
  return { open: mention !== undefined, found, active, look, choose, takes, close }
}
