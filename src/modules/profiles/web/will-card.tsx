import { useQuery } from '@tanstack/react-query'
import { Card } from '../../../ui/card.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Purpose } from '../contract/names.ts'
import { useProfiles } from './use-profiles.ts'

/** What a person said they want, where they show it to the reader; nothing at all where they do not. */
export function WillCard({ personId, purpose }: { personId: string; purpose: Purpose | undefined }) {
  const api = useProfiles()
  const input = { personId, ...(purpose ? { purpose } : {}) }
  const shown = useQuery(api.will.get.queryOptions({ input, retry: false })).data
  if (!shown?.will) return null
  const { reform, learn, teach, hoursPerWeek, freeFrom, words } = shown.will
  return (
    <Card>
      <h2 className="text-std-18B-160">意欲と使える時間</h2>
      <p className="my-2 flex flex-wrap gap-2">
        {reform && <StatusBadge tone="information">仕事を変える取組に加わりたい</StatusBadge>}
        {learn && <StatusBadge tone="information">学びたい</StatusBadge>}
        {teach && <StatusBadge tone="information">教えたい</StatusBadge>}
      </p>
      <p>
        ほかの所属の取組に使える時間：週{formatNumber(hoursPerWeek)}時間
        {freeFrom && `（${formatDate(freeFrom)}から）`}
      </p>
      {words && <p className="mt-1 break-words">「{words}」</p>}
      {shown.updatedAt && (
        <p className="text-dns-14N-130 text-solid-gray-700">{formatDate(shown.updatedAt)}に本人が書きました</p>
      )}
    </Card>
  )
}
