import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useToast } from '../../../ui/toast.tsx'
import { useProfiles } from './use-profiles.ts'

/** A change to who leads: what is shown is asked anew, and the person is told that it was done. */
export function useLeaderChange<I>(change: (input: I) => Promise<unknown>, said: string, then?: () => void) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.leader.key() })
      toast({ title: said, tone: 'success' })
      then?.()
    },
  })
}
