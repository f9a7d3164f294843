import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../ui/api.tsx'
import { useLive } from '../../../ui/live/use-live.ts'
import { NoticeBell } from '../../../ui/shell/notice-bell.tsx'
import type { noticesContract } from '../contract.ts'

/** Leads to the notices; the number of unread ones follows what happens elsewhere. */
export function Bell() {
  const { notice } = useApi<typeof noticesContract>()
  const queries = useQueryClient()
  const count = useQuery(notice.count.queryOptions({ input: {} }))
  useLive('person', () => void queries.invalidateQueries({ queryKey: notice.key() }))
  return <NoticeBell href="/notices" unread={count.data?.unread ?? 0} />
}
