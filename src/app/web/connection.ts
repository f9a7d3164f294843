import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { problemIn } from '../../ui/api.tsx'

let lost = false
const listeners = new Set<() => void>()

function setLost(next: boolean): void {
  if (next === lost) return
  lost = next
  for (const listener of listeners) listener()
}

/** The server was not reached at all, which is something else than a refusal. */
const unreachable = (error: unknown) => error instanceof TypeError && problemIn(error) === undefined

const watch = {
  onError: (error: unknown) => setLost(unreachable(error)),
  onSuccess: () => setLost(false),
}

/** What the pages have asked of the server. A refusal is never asked again; a lost connection is, and ends by itself. */
export const queries = new QueryClient({
  queryCache: new QueryCache(watch),
  mutationCache: new MutationCache(watch),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // On a closed network the browser's guess of being offline is often wrong: always try.
      networkMode: 'always',
      retry: (count, error) => unreachable(error) && count < 2,
      refetchInterval: ({ state }) => (unreachable(state.error) ? 5000 : false),
    },
    mutations: { networkMode: 'always' },
  },
})

const subscribe = (changed: () => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

export const useConnectionLost = (): boolean => useSyncExternalStore(subscribe, () => lost)
