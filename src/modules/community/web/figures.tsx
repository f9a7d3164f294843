import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Card } from '../../../ui/card.tsx'
import { ToggleChip } from '../../../ui/chip.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { ConcentrationChart } from '../../../ui/figure/concentration-chart.tsx'
import { LineChart } from '../../../ui/figure/line-chart.tsx'
import { formatDate, formatDateTime, formatNumber, formatPercent } from '../../../ui/format.ts'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useCommunity } from './use-community.ts'

type Figures = Awaited<ReturnType<ReturnType<typeof useCommunity>['figures']['get']['call']>>
type Figure = Figures['figures']['helped']

const periods = { 1: '1年', 3: '3年' }

/** How well the community works: headline figures with their definitions, their course, and who carries it. */
export default function FiguresPage() {
  const api = useCommunity()
  const navigate = useNavigate()
  const chosen = useSearch({ strict: false }) as { years?: unknown; section?: unknown }
  const years = chosen.years === 3 ? 3 : 1
  const section = String(chosen.section ?? '')
  const choose = (change: { years?: number; section?: string | undefined }) => {
    const search = { years, section: section || undefined, ...change }
    void navigate({ to: '/figures', search } as never)
  }
  const sections = useQuery(api.section.tree.queryOptions({ input: {}, staleTime: 600_000 }))
  const figures = useQuery(
    api.figures.get.queryOptions({
      input: { ...(years === 1 ? {} : { from: yearsAgo(years) }), ...(section ? { section } : {}) },
      placeholderData: (before) => before,
    }),
  )
  return (
    <>
      <PageHeading title="指標" lead="質問がどれだけ早く解決し、だれが支えているかを示します。" />
      <div className="mb-6 max-w-form">
        <Combobox
          label="所属"
          support="選ぶと、その所属と下の所属だけの指標になります。空にすると全庁です。"
          choices={(sections.data?.sections ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={sections.data ? section || null : null}
          onChange={(value) => choose({ section: value ?? undefined })}
        />
      </div>
      <fieldset className="mb-6 flex gap-3">
        <legend className="sr-only">期間</legend>
        {Object.entries(periods).map(([value, label]) => (
          <ToggleChip key={value} selected={years === Number(value)} onChange={() => choose({ years: Number(value) })}>
            {label}
          </ToggleChip>
        ))}
      </fieldset>
      {figures.isPending && <Skeleton lines={12} />}
      {figures.error && (
        <ErrorState onRetry={() => figures.refetch()} requestId={problemIn(figures.error)?.request_id}>
          {errorSentence(figures.error)}
        </ErrorState>
      )}
      {figures.data && <Shown {...figures.data} />}
    </>
  )
}

function Shown({ figures, lorenz, trend, from, to, at, section }: Figures) {
  const months = trend.map(({ month }) => month)
  const note = 'ひと月に質問した人が5人に満たない月は、個人が分からないように示していません。'
  const series = (name: string, of: (month: Figures['trend'][number]) => number | null) => ({
    name,
    points: trend.map((month) => ({ y: of(month) })),
  })
  return (
    <div className="flex flex-col gap-10">
      <section aria-labelledby="headline">
        <SectionHeading id="headline">主な指標</SectionHeading>
        <p className="mb-4 text-std-16N-170 text-solid-gray-700">
          {section ? section.name : '全庁'}、{formatDate(from)}から{formatDate(to)}まで（{formatDateTime(at)}に集計）
        </p>
        <ul className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
          {Object.entries(figures).map(([code, figure]) => (
            <li key={code}>
              <Card className="h-full">
                <h3 className="text-std-16B-170">{figure.name}</h3>
                <p className="my-2 text-std-28B-150">{valueWords(figure)}</p>
                {figure.open !== undefined && figure.open > 0 && (
                  <p className="text-std-16N-170">ほかに、まだのものが{formatNumber(figure.open)}件</p>
                )}
                <p className="text-dns-14N-130 text-solid-gray-700">{figure.definition}</p>
              </Card>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="course" className="flex flex-col gap-8">
        <SectionHeading id="course">月ごとの推移</SectionHeading>
        <LineChart
          title="質問・困りごとの件数"
          description={note}
          steps={months}
          stepName="月"
          unit="件"
          series={[series('投稿', ({ asked }) => asked)]}
        />
        <LineChart
          title="その場で解決した割合の推移"
          description={note}
          steps={months}
          stepName="月"
          unit="%"
          series={[series('その場で解決', ({ solvedAtOnce }) => (solvedAtOnce === null ? null : solvedAtOnce * 100))]}
        />
        <LineChart
          title="回答と解決までの時間の推移"
          description={`開庁時間で数えた中央値です。回答や解決を受け取った人が5人に満たない月は、個人が分からないように示していません。`}
          steps={months}
          stepName="月"
          unit="時間"
          series={[
            series('最初の回答まで', ({ firstAnswer }) => firstAnswer),
            series('解決まで', ({ solution }) => solution),
          ]}
        />
      </section>
      <section aria-labelledby="spread">
        <SectionHeading id="spread">支える人の広がり</SectionHeading>
        <div className="max-w-form">
          <ConcentrationChart
            title="回答の偏り"
            description={
              lorenz.length > 0
                ? '曲線が斜めの線から離れるほど、少ない人に回答が集まっています。'
                : '回答した人が5人に満たないため、個人が分からないように示していません。'
            }
            shareName="回答した人（少ない順）"
            ofName="回答の数"
            curve={lorenz.map(({ people, answers }) => ({ share: people, of: answers }))}
          />
        </div>
      </section>
    </div>
  )
}

/** A withheld figure is never shown as nought. */
function valueWords({ value, unit, withheld }: Figure): string {
  if (withheld) return '非表示（5人未満）'
  if (value === null) return 'まだありません'
  if (unit === 'share') return formatPercent(value)
  if (unit === 'hours') return `${formatNumber(value)}時間`
  return unit === 'people' ? `${formatNumber(value)}人` : formatNumber(value)
}

/** The day in Japan, so many years back. */
function yearsAgo(years: number): string {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Tokyo' })
  const date = new Date(`${today}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() - years)
  return date.toISOString().slice(0, 10)
}
