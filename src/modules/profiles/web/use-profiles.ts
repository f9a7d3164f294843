import { useApi } from '../../../ui/api.tsx'
import type { staffContract } from '../../staff/contract.ts'
import type { profilesContract } from '../contract.ts'

/** The operations the pages of skills call. */
export const useProfiles = () =>
  useApi<typeof profilesContract & Pick<typeof staffContract, 'session' | 'person' | 'section'>>()

export type Profile = Awaited<ReturnType<ReturnType<typeof useProfiles>['profile']['get']['call']>>
export type SkillShown = Profile['areas'][number]['skills'][number]
export type TagSkills = Awaited<ReturnType<ReturnType<typeof useProfiles>['tagSkill']['list']['call']>>
type Api = ReturnType<typeof useProfiles>
export type Candidates = Awaited<ReturnType<Api['recognition']['candidates']['call']>>
export type Recognised = Awaited<ReturnType<Api['recognition']['list']['call']>>
export type Nominations = Awaited<ReturnType<Api['leader']['open']['call']>>
export type Coverage = Awaited<ReturnType<Api['leader']['coverage']['call']>>
export type WaitingCertificates = Awaited<ReturnType<Api['certificate']['waiting']['call']>>
