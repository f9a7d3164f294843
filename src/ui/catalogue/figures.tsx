import { BarChart } from '../figure/bar-chart.tsx'
import { ConcentrationChart } from '../figure/concentration-chart.tsx'
import { LineChart } from '../figure/line-chart.tsx'
import { Group, Specimen } from './specimen.tsx'

const years = ['R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R11', 'R12']
const known = (values: (number | null)[]) => values.map((y) => ({ y }))

export function Figures() {
  return (
    <Group id="figures" title="図">
      <Specimen name="棒の図" note="図にはいつも表があり、CSVと画像で保存できます。不明は0と分けて示します。">
        <div className="w-full max-w-form">
          <BarChart
            title="課ごとの解決数"
            description="この1か月。令和8年11月23日時点。"
            name="課"
            unit="件"
            bars={[
              { label: '市民課', value: 39 },
              { label: '福祉政策課', value: 11 },
              { label: '道路整備課', value: 0 },
              { label: '監査事務局', value: null },
            ]}
          />
        </div>
      </Specimen>
      <Specimen name="折れ線の図">
        <div className="w-full">
          <LineChart
            title="DX人財の人数と見通し"
            description="帯は、90%の確からしさで入る範囲です。"
            steps={years}
            stepName="年度"
            unit="人"
            series={[
              { name: '実績', points: known([12, 19, 31, 40, 52, null, null, null, null]) },
              {
                name: '見通し',
                points: [0, 0, 0, 0, 52, 63, 74, 84, 95].map((y, at) =>
                  at < 4 ? { y: null } : { y, low: y - (at - 4) * 4, high: y + (at - 4) * 5 },
                ),
              },
              { name: '目標', points: known([20, 30, 40, 50, 60, 70, 80, 90, 100]) },
            ]}
          />
        </div>
      </Specimen>
      <Specimen name="かたよりの図">
        <div className="w-full max-w-form">
          <ConcentrationChart
            title="回答した人のかたより"
            description="曲線が斜めの線から離れるほど、少ない人に回答が集まっています。"
            shareName="回答した人（少ない順）"
            ofName="回答の数"
            curve={[0, 0.02, 0.06, 0.14, 0.3, 1].map((of, index) => ({ share: index / 5, of }))}
          />
        </div>
      </Specimen>
      <Specimen name="データがない図">
        <div className="w-full max-w-form">
          <BarChart title="来年度の件数" description="まだ始まっていません。" name="課" unit="件" bars={[]} />
        </div>
      </Specimen>
    </Group>
  )
}
