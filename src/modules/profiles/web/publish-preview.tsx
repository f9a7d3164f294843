import { useQuery } from '@tanstack/react-query'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { useProfiles } from './use-profiles.ts'

/** What publishing a draft would do to people: who comes to reach a target, no longer does, or becomes unknown. */
export default function PublishPreview({ draftId }: { draftId: string }) {
  const api = useProfiles()
  const preview = useQuery(
    api.skillMap.preview.queryOptions({
      input: { frameworkId: draftId },
      staleTime: 60_000,
      refetchOnWindowFocus: false,
    }),
  )
  return (
    <section className="mb-10" aria-labelledby="people">
      <SectionHeading id="people">職員への影響</SectionHeading>
      {preview.isPending && <Skeleton lines={8} />}
      {preview.error && (
        <ErrorState onRetry={() => preview.refetch()} requestId={problemIn(preview.error)?.request_id}>
          {errorSentence(preview.error)}
        </ErrorState>
      )}
      {preview.data && <Effects {...preview.data} />}
    </section>
  )
}

type Effects = Awaited<ReturnType<ReturnType<typeof useProfiles>['skillMap']['preview']['call']>>
type Tier = Effects['tiers'][number]
type Department = Effects['departments'][number]

function Effects({ people, sampled, losing, gaining, tiers, departments }: Effects) {
  const moved = departments.filter(({ rises, falls, unknown }) => rises + falls + unknown > 0)
  return (
    <div className="flex flex-col gap-6">
      <p className="text-std-16N-170">
        {sampled
          ? `職員の中から${formatNumber(people)}人を選んで試算しました。`
          : `職員${formatNumber(people)}人について試算しました。`}
        今わかっているスキルが「不明」に変わる人は{formatNumber(losing)}人、新しくわかるようになる人は
        {formatNumber(gaining)}
        人です。
      </p>
      <Table caption="目標像ごとの変化" columns={tierColumns} rows={tiers} rowKey={({ code }) => code} narrow="cards" />
      {moved.length === 0 ? (
        <p className="text-std-16N-170">目標像に届く人・届かない人が変わる部はありません。</p>
      ) : (
        <Table
          caption="部ごとの変化"
          columns={departmentColumns}
          rows={moved}
          rowKey={({ name, merged }) => name || `small ${merged}`}
          narrow="cards"
        />
      )}
    </div>
  )
}

const people = (value: number) => `${formatNumber(value)}人`
const moves = [
  { key: 'rises', header: '届くようになる', numeric: true, cell: ({ rises }: Tier | Department) => people(rises) },
  { key: 'falls', header: '届かなくなる', numeric: true, cell: ({ falls }: Tier | Department) => people(falls) },
  { key: 'unknown', header: '不明になる', numeric: true, cell: ({ unknown }: Tier | Department) => people(unknown) },
]
const standing = (one: Tier['before']) =>
  one ? `届いている ${one.reached}、届いていない ${one.short}、不明 ${one.unknown}` : '－'

const tierColumns: Column<Tier>[] = [
  { key: 'name', header: '目標像', rowHeader: true, cell: ({ name }) => name },
  { key: 'before', header: 'いま', cell: ({ before }) => standing(before) },
  { key: 'after', header: '公開したあと', cell: ({ after }) => standing(after) },
  ...moves,
]
const departmentColumns: Column<Department>[] = [
  {
    key: 'name',
    header: '部',
    rowHeader: true,
    cell: ({ name, merged }) => name || `5人未満の${merged}つの部をまとめて`,
  },
  { key: 'people', header: '人数', numeric: true, cell: ({ people: count }) => people(count) },
  ...moves,
]
