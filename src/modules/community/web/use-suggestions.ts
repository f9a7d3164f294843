import { useEffect, useRef, useState } from 'react'
import { newest } from '../../../ui/newest.ts'
import { useCommunity } from './use-community.ts'

type Api = ReturnType<typeof useCommunity>
export type Found = Awaited<ReturnType<Api['search']['suggest']['call']>>
export type Helpers = Awaited<ReturnType<Api['ask']['candidates']['call']>>['people']

export interface Suggested {
  status: 'idle' | 'loading' | 'ready' | 'failed'
  /** The text the answers below belong to. */
  text: string
  hits: Found['hits']
  confident: boolean
  people: Helpers
}

const nothing: Suggested = { status: 'idle', text: '', hits: [], confident: false, people: [] }
const shortest = 3

async function find(api: Api, text: string, signal: AbortSignal) {
  const [{ hits, confident }, { people }] = await Promise.all([
    api.search.suggest.call({ text, limit: 5 }, { signal }),
    // Answers stand without the people who might help.
    api.ask.candidates.call({ text, limit: 3 }, { signal }).catch(() => ({ people: [] as Helpers })),
  ])
  return { hits, confident, people }
}

/**
 * Answers to a text while it is typed, from its third letter on. Only the newest text is asked about: on a slow line
 * the answers never fall behind the writer. The answers so far stay until newer ones come.
 */
export function useSuggestions(text: string): Suggested {
  const api = useCommunity()
  const [found, setFound] = useState<Suggested>(nothing)
  const asking = useRef<ReturnType<typeof newest<string, Awaited<ReturnType<typeof find>>>>>(undefined)
  const wanted = [...text.trim()].slice(0, 500)
  const asked = wanted.length < shortest ? '' : wanted.join('')

  useEffect(() => {
    asking.current = newest(
      (value: string, signal) => find(api, value, signal),
      (outcome) =>
        setFound(
          'result' in outcome
            ? { status: 'ready', text: outcome.value, ...outcome.result }
            : { ...nothing, status: 'failed', text: outcome.value },
        ),
    )
    return () => asking.current?.end()
  }, [api])

  useEffect(() => {
    if (asked === '') {
      asking.current?.end()
      setFound(nothing)
      return
    }
    setFound((before) => (before.status === 'ready' ? before : { ...before, status: 'loading' }))
    asking.current?.put(asked)
  }, [asked])
  return found
}
