import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { useApi } from '../../../ui/api.tsx'
import { useLive } from '../../../ui/live/use-live.ts'
import { NoticeBell } from '../../../ui/shell/notice-bell.tsx'
import type { noticesContract } from '../contract.ts'

const BellPanel = lazy(() => import('./bell-panel.tsx'))

/** Shows the last notices; the number of unread ones follows what happens elsewhere. */
export function Bell() {
  const { notice } = useApi<typeof noticesContract>()
  const queries = useQueryClient()
  const count = useQuery(notice.count.queryOptions({ input: {} }))
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  useLive('person', () => void queries.invalidateQueries({ queryKey: notice.key() }))
  return (
    <>
      <NoticeBell ref={button} unread={count.data?.unread ?? 0} open={open} onPress={() => setOpen(!open)} />
      {open && (
        <Suspense>
          <BellPanel from={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
