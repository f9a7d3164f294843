import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import {
  createTanstackQueryUtils,
  type RouterUtils,
  TANSTACK_QUERY_OPERATION_CONTEXT_SYMBOL,
} from '@orpc/tanstack-query'
import { createContext, type ReactNode, useContext } from 'react'
import type { Problem } from '../kernel/refusal.ts'
import { signInAgain } from './session-over.ts'

const ApiContext = createContext<unknown>(undefined)

/** One client for the whole page; every module's operations hang on it by their names. */
export const api = createTanstackQueryUtils(
  createORPCClient<ContractRouterClient<AnyContractRouter>>(
    new RPCLink({
      url: () => `${window.location.origin}/rpc`,
      interceptors: [
        // What was refused because the session is over is asked once more after signing in again.
        async ({ next, context, signal }) => {
          try {
            return await next()
          } catch (error) {
            const asked = (context as Record<symbol, { type: string } | undefined>)[
              TANSTACK_QUERY_OPERATION_CONTEXT_SYMBOL
            ]
            if (problemIn(error)?.reason !== 'signed-out' || signal?.aborted) throw error
            if (!(await signInAgain(asked?.type === 'query'))) throw error
            return next()
          }
        },
      ],
    }),
  ),
)

export function ApiProvider({ children }: { children: ReactNode }) {
  return <ApiContext.Provider value={api}>{children}</ApiContext.Provider>
}

/**
 * The typed client of a module's contract, for TanStack Query: `useApi<typeof staffContract>().person.list.queryOptions({ input })`,
 * `.mutationOptions()`, or `.call(input)`. Import the contract as a type only, so that its schemas stay on the server.
 */
export function useApi<C extends AnyContractRouter>(): RouterUtils<ContractRouterClient<C>> {
  return useContext(ApiContext) as RouterUtils<ContractRouterClient<C>>
}

/** What the server said when it refused; undefined when the server could not be reached at all. */
export function problemIn(error: unknown): Problem | undefined {
  return error instanceof ORPCError ? (error.data as Problem) : undefined
}

/** The sentence to show for any failed call. */
export function errorSentence(error: unknown): string {
  return problemIn(error)?.title ?? 'サーバーにつながりません。通信の状態を確かめて、もう一度お試しください。'
}

/** Messages per field of a refused form, by the first part of their path, or by a later one (`depth`). */
export function fieldErrors(error: unknown, depth = 0): Record<string, string> {
  const issues = problemIn(error)?.issues ?? []
  return Object.fromEntries(issues.map(({ path, message }) => [String(path[depth] ?? ''), message]))
}
