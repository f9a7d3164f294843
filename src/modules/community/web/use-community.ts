import { useApi } from '../../../ui/api.tsx'
import type { searchContract } from '../../search/contract.ts'
import type { staffContract } from '../../staff/contract.ts'
import type { communityContract } from '../contract.ts'

/** The operations the community's pages call: its own, the search's, and who is signed in. */
export const useCommunity = () =>
  useApi<
    typeof communityContract & typeof searchContract & Pick<typeof staffContract, 'session' | 'person' | 'section'>
  >()
