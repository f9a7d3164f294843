import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../ui/api.tsx'
import type { frameworkContract } from '../contract.ts'

export const useFramework = () => useApi<typeof frameworkContract>()

/** A change after which everything shown is asked for anew. */
export function useChange<I, O>(call: (input: I) => Promise<O>, done?: (output: O, input: I) => void | Promise<void>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: call,
    onSuccess: async (output: O, input: I) => {
      await queries.invalidateQueries()
      await done?.(output, input)
    },
  })
}

export const pathOf = ({ id }: { id: string }, page?: 'edit' | 'compare' | 'publish') =>
  `/frameworks/${id}${page ? `/${page}` : ''}`
