/** How good and how fast teams are formed. `npm run bench:teams [city|prefecture] [seed] [seconds]`. The last line is one JSON object. */
import { formTeams } from '#engines/team-formation/form'
import { highsSolver } from '#server/optimise/highs'
import { generate, sizes } from './teams/generate.ts'

const [size = 'city', seed = '1', seconds] = process.argv.slice(2)
if (!(size in sizes)) throw new Error(`The size must be one of ${Object.keys(sizes).join(', ')}`)
const problem = generate(sizes[size as keyof typeof sizes], Number(seed))
const cpu = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6
let runs = 0
const inner = await highsSolver({ secondsSpent: cpu })
const solver: typeof inner = {
  ...inner,
  solve(model, options) {
    const answer = inner.solve(model, options)
    runs++
    if (process.env['BENCH_TRACE'] && model.costs.length > 300)
      console.error(
        `${model.integer ? 'MIP' : 'LP '} ${model.costs.length}×${model.rowLower.length} ${answer.status} ${answer.objective} bound ${answer.bound} ${answer.seconds.toFixed(2)} s`,
      )
    return answer
  },
}
const began = cpu()
let before = began
const times: Record<string, number> = {}
const formed = formTeams(
  problem,
  solver,
  {},
  {
    ...(seconds !== undefined && { seconds: Number(seconds) }),
    progress: ({ stage }) => {
      times[stage] = Math.round((cpu() - before) * 100) / 100
      before = cpu()
    },
  },
)
const total = Math.round((cpu() - began) * 100) / 100
console.log(
  `${size}, seed ${seed}: ${problem.offers.length} offers, ${formed.seats.length} seats, ${runs} runs of the solver`,
)
console.table(
  Object.fromEntries(
    formed.stages.map(({ stage, value, bound, proven, greedy }) => [
      stage,
      { value, bound, proven, greedy, better: greedy - value, cpu: times[stage] },
    ]),
  ),
)
const megabytes = Math.round(process.memoryUsage().rss / 1e6)
console.log(
  JSON.stringify({
    bench: 'teams',
    size,
    seed: Number(seed),
    status: formed.status,
    cpu_seconds: total,
    megabytes,
    stages: formed.stages,
  }),
)
