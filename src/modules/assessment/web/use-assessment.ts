import { useApi } from '../../../ui/api.tsx'
import type { staffContract } from '../../staff/contract.ts'
import type { assessmentContract } from '../contract.ts'

/** The operations the pages of tests call. */
export const useAssessment = () =>
  useApi<typeof assessmentContract & Pick<typeof staffContract, 'session' | 'person'>>()

type Api = ReturnType<typeof useAssessment>
export type State = Awaited<ReturnType<Api['assessment']['get']['call']>>
export type Question = NonNullable<State['question']>
export type Offer = Awaited<ReturnType<Api['assessment']['offer']['call']>>
export type Report = Awaited<ReturnType<Api['calibration']['report']['call']>>
export type Items = Awaited<ReturnType<Api['item']['list']['call']>>
export type Item = Awaited<ReturnType<Api['item']['get']['call']>>
export type Result = Awaited<ReturnType<Api['assessment']['result']['call']>>
