import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { IntervalBar } from '../../../ui/figure/interval-bar.tsx'
import { LineChart } from '../../../ui/figure/line-chart.tsx'
import { formatDate, formatPercent } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Table } from '../../../ui/table.tsx'
import { evidenceKindNames, purposes } from '../contract/names.ts'
import { levelWords } from './estimate-words.ts'
import { useProfiles } from './use-profiles.ts'

/** One skill of one person: the level, why, how sure, and how it came about. */
export default function Skill() {
  const api = useProfiles()
  const { code = '' } = useParams({ strict: false }) as { code?: string }
  const search = useSearch({ strict: false }) as { person?: unknown; for?: unknown }
  const personId = typeof search.person === 'string' ? search.person : undefined
  const purpose = purposes.find((one) => one === search.for)
  const whose = { ...(personId ? { personId } : {}), ...(purpose ? { purpose } : {}) }
  const profile = useQuery(api.profile.get.queryOptions({ input: whose, retry: false }))
  const detail = useQuery(api.profile.skill.queryOptions({ input: { ...whose, skill: code }, retry: false }))
  const error = profile.error ?? detail.error
  if (error)
    return (
      <>
        <PageHeading title="スキル" />
        <ErrorState onRetry={() => void detail.refetch()} requestId={problemIn(error)?.request_id}>
          {errorSentence(error)}
        </ErrorState>
      </>
    )
  if (!profile.data || !detail.data) return <Skeleton lines={12} />
  const { framework, areas, person, seenAs } = profile.data
  const skills = areas.flatMap((area) => area.skills)
  const skill = skills.find((one) => one.skill === code)
  const nameOf = (of: string) => skills.find((one) => one.skill === of)?.name ?? of
  const { estimate, contributions, trail } = detail.data
  const own = seenAs === 'self'
  return (
    <>
      <p className="mb-4">
        <TextLink href={own ? '/skills' : `/people/${person.id}/skills${purpose ? `?for=${purpose}` : ''}`}>
          {own ? 'マイスキルへ戻る' : `${person.name}さんのスキルへ戻る`}
        </TextLink>
      </p>
      <PageHeading title={skill?.name ?? code} lead={skill?.description} />
      <div className="flex flex-col gap-10">
        <section aria-labelledby="now">
          <SectionHeading id="now">いまの水準</SectionHeading>
          <p className="text-std-18B-160">{levelWords(estimate, framework.levels)}</p>
          <div className="max-w-form">
            <IntervalBar
              name={skill?.name ?? code}
              most={4}
              value={estimate.mean}
              low={estimate.low}
              high={estimate.high}
              target={estimate.target}
            />
          </div>
          {estimate.narrowBy && (
            <p className="mt-2">「{evidenceKindNames[estimate.narrowBy]}」が加わると、いちばん確かになります。</p>
          )}
        </section>
        <section aria-labelledby="levels">
          <SectionHeading id="levels">水準の目安</SectionHeading>
          <Table
            caption="同僚から見て分かること"
            columns={[
              { key: 'level', header: '水準', cell: (level) => `${level} ${framework.levels[level]}`, rowHeader: true },
              { key: 'words', header: '同僚から見て分かること', cell: (level) => skill?.levels[level] ?? '' },
              {
                key: 'chance',
                header: '見込み',
                cell: (level) => (estimate.chances.length > 0 ? formatPercent(estimate.chances[level] ?? 0) : '不明'),
              },
            ]}
            rows={[...framework.levels.keys()]}
            rowKey={String}
          />
        </section>
        <section aria-labelledby="why">
          <SectionHeading id="why">なぜこの水準か</SectionHeading>
          {contributions.length === 0 ? (
            <EmptyState title="まだ根拠がありません">
              自己申告、採用された回答、推薦などがあると表示されます。
            </EmptyState>
          ) : (
            <Table
              caption="それぞれの根拠が、推定をどれだけ動かしたか"
              columns={[
                {
                  key: 'kind',
                  header: '根拠',
                  rowHeader: true,
                  cell: (row) => (
                    <>
                      {evidenceKindNames[row.kind]}
                      {row.on !== code && `（「${nameOf(row.on)}」から）`}
                      {row.note && <span className="block text-dns-14N-130 text-solid-gray-700">{row.note}</span>}
                    </>
                  ),
                },
                { key: 'on', header: '日付', cell: (row) => formatDate(row.shownOn) },
                {
                  key: 'shift',
                  header: '推定への影響',
                  cell: (row) => `${row.shift >= 0 ? '+' : '−'}${Math.abs(row.shift).toFixed(2)}`,
                  numeric: true,
                },
                { key: 'share', header: '重み', cell: (row) => formatPercent(row.share), numeric: true },
              ]}
              rows={contributions}
              rowKey={(row) => `${row.evidenceId} ${row.on}`}
            />
          )}
        </section>
        {trail.length > 1 && (
          <LineChart
            title="推移"
            description="帯は、10回に9回は本当の水準が入る幅です。新しい根拠がないと広がります。"
            steps={trail.map(({ on }) => formatDate(on))}
            stepName="日付"
            unit="水準"
            series={[{ name: '推定', points: trail.map(({ mean, low, high }) => ({ y: mean, low, high })) }]}
          />
        )}
      </div>
    </>
  )
}
