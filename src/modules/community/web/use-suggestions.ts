import { useEffect, useRef, useState } from 'react'
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

/**
 * Answers to a text while it is typed, from its third letter on. At most one question is on its way: what is typed
 * meanwhile waits, and only the newest is asked next, so that a slow line never falls behind the writer.
 */
export function useSuggestions(text: string): Suggested {
  const api = useCommunity()
  const [found, setFound] = useState<Suggested>(nothing)
  const asking = useRef(false)
  const newest = useRef(text)

  useEffect(() => {
    newest.current = text.trim()
    async function ask() {
      if (asking.current) return
      asking.current = true
      let asked: string | undefined
      while (asked !== newest.current) {
        asked = newest.current
        if ([...asked].length < shortest) {
          setFound(nothing)
          continue
        }
        setFound((before) => ({ ...before, status: before.status === 'ready' ? 'ready' : 'loading' }))
        try {
          const [{ hits, confident }, { people }] = await Promise.all([
            api.search.suggest.call({ text: asked.slice(0, 500), limit: 5 }),
            // Answers stand without the people who might help.
            api.ask.candidates.call({ text: asked.slice(0, 500), limit: 3 }).catch(() => ({ people: [] })),
          ])
          setFound({ status: 'ready', text: asked, hits, confident, people })
        } catch {
          setFound({ ...nothing, status: 'failed', text: asked })
        }
      }
      asking.current = false
    }
    void ask()
  }, [text, api])
  return found
}
