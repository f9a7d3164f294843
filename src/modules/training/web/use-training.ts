import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../ui/api.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { frameworkContract } from '../../framework/contract.ts'
import type { profilesContract } from '../../profiles/contract.ts'
import type { staffContract } from '../../staff/contract.ts'
import type { trainingContract } from '../contract.ts'

/** The operations the pages of training call. */
export const useTraining = () =>
  useApi<
    typeof trainingContract &
      Pick<typeof staffContract, 'session' | 'person'> &
      Pick<typeof frameworkContract, 'framework'> &
      Pick<typeof profilesContract, 'skillMap'>
  >()

type Api = ReturnType<typeof useTraining>
export type CourseList = Awaited<ReturnType<Api['course']['list']['call']>>
export type Course = Awaited<ReturnType<Api['course']['get']['call']>>
export type Cohort = Awaited<ReturnType<Api['cohort']['list']['call']>>['cohorts'][number]
export type Roster = Awaited<ReturnType<Api['cohort']['roster']['call']>>
export type Own = Awaited<ReturnType<Api['enrolment']['mine']['call']>>['enrolments'][number]
export type ToDecide = Awaited<ReturnType<Api['enrolment']['toDecide']['call']>>['enrolments'][number]

/** A change to training: what is shown is asked anew, and the person is told that it was done. */
export function useChange<I, O>(change: (input: I) => Promise<O>, said: (output: O) => string, then?: () => void) {
  const api = useTraining()
  const queries = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: change,
    onSuccess: async (output) => {
      await Promise.all(
        [api.course.key(), api.cohort.key(), api.enrolment.key()].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      )
      toast({ title: said(output), tone: 'success' })
      then?.()
    },
  })
}
