import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { ToggleChip } from '../../../ui/chip.tsx'
import { HeatMap } from '../../../ui/figure/heat-map.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { groupingNames, groupings } from '../contract/map.ts'
import { useProfiles } from './use-profiles.ts'

/** Where the city's skills are, where they are not, and where nobody knows. */
export default function SkillMap() {
  const api = useProfiles()
  const navigate = useNavigate()
  const chosen = (useSearch({ strict: false }) as { by?: unknown }).by
  const by = groupings.find((one) => one === chosen) ?? 'department'
  const map = useQuery(api.skillMap.city.queryOptions({ input: { by } }))
  const known = map.data?.groups[0]?.cells.some((cell) => cell.withheld || (cell.known ?? 0) > 0)
  return (
    <>
      <PageHeading title="スキルの分布" lead="どこに、どのスキルが、どれだけあるか。個人は示しません。" />
      <fieldset className="mb-6 flex flex-wrap gap-3">
        <legend className="sr-only">まとめ方</legend>
        {groupings.map((value) => (
          <ToggleChip
            key={value}
            selected={by === value}
            onChange={() => void navigate({ to: '/skill-map', search: { by: value } } as never)}
          >
            {groupingNames[value]}
          </ToggleChip>
        ))}
      </fieldset>
      {map.isPending && <Skeleton lines={14} />}
      {map.error && (
        <ErrorState onRetry={() => map.refetch()} requestId={problemIn(map.error)?.request_id}>
          {errorSentence(map.error)}
        </ErrorState>
      )}
      {map.data && !known && (
        <EmptyState title="まだ何も分かっていません">
          職員が水準を申告したり、回答が採用されたりすると、ここに表示されます。
        </EmptyState>
      )}
      {map.data && known && (
        <HeatMap
          title={`スキルの分布（${groupingNames[by]}）`}
          description={
            <p>
              {formatDate(map.data.asOf)}
              時点の、分かっている人の平均です（0から4）。斜線は「不明」で、0ではありません。「—」は5人に満たないため示していません。5人に満たない所属は、まとめて示します。
            </p>
          }
          name={by === 'target' ? '目標像' : '所属'}
          most={4}
          columns={map.data.skills.map(({ name, area }) => ({ label: name, group: area }))}
          rows={map.data.groups.map(({ id, name, people, merged, cells }) => ({
            id: id || 'none',
            label: `${labelOf(id, name, by, merged)}（${formatNumber(people)}人）`,
            cells: cells.map(({ known: count, mean, withheld }) => ({ value: mean, count, withheld })),
          }))}
        />
      )}
    </>
  )
}

function labelOf(id: string, name: string, by: (typeof groupings)[number], merged: number): string {
  if (id === 'all') return '全庁'
  if (id === 'small') return `${merged}つをまとめて`
  return name || (by === 'target' ? '選んでいない' : '所属なし')
}
