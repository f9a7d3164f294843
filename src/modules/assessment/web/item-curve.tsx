import { LineChart } from '../../../ui/figure/line-chart.tsx'
import type { Report } from './use-assessment.ts'

const abilities = Array.from({ length: 13 }, (_, i) => -3 + i / 2)
const words = (ability: number) => (ability === 0 ? '平均' : ability > 0 ? `+${ability}` : `${ability}`)

/** What is expected of an item over abilities, and what was observed: where the two part, its wording wants a look. */
export function ItemCurve({ code, stem, curve, observed, answers }: Report['items'][number]) {
  const seen = abilities.map((ability) => observed.find((one) => Math.abs(one.ability - ability) <= 0.25))
  return (
    <LineChart
      title={code}
      description={
        <>
          <p>{stem}</p>
          <p>
            横は能力（一般職員の平均が真ん中）、縦は得点の割合です。実際の線は、5人以上いるところだけを示します（答え
            {answers}
            件）。
          </p>
        </>
      }
      steps={abilities.map(words)}
      stepName="能力"
      unit="%"
      series={[
        { name: '使っている難しさからの想定', points: curve.map((share) => ({ y: Math.round(share * 100) })) },
        { name: '実際', points: seen.map((one) => ({ y: one ? Math.round(one.share * 100) : null })) },
      ]}
    />
  )
}
