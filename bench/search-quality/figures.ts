import type { AskedQuery } from './collection.ts'
import type { Library } from './library.ts'

export interface Judged {
  id: string
  /** Grade by document: 2 answers it, 1 partly. */
  relevant: ReadonlyMap<string, number>
  ranked: readonly string[]
  confidence: number
  confident: boolean
}

const round = (value: number) => Math.round(value * 1e4) / 1e4

/** Success and MRR count grade 1 and above; nDCG@10 takes the grade as gain. */
export function figuresOf(judged: readonly Judged[]) {
  const mean = (of: (one: Judged) => number) => round(judged.reduce((sum, one) => sum + of(one), 0) / judged.length)
  const first = ({ ranked, relevant }: Judged) => ranked.findIndex((id) => (relevant.get(id) ?? 0) > 0)
  const within = (k: number) => (one: Judged) => (first(one) >= 0 && first(one) < k ? 1 : 0)
  return {
    queries: judged.length,
    success1: mean(within(1)),
    success5: mean(within(5)),
    mrr10: mean((one) => (within(10)(one) ? 1 / (first(one) + 1) : 0)),
    ndcg10: mean(gain),
    inTop50: mean(within(50)),
  }
}

export function gain({ ranked, relevant }: Judged): number {
  const discounted = (gains: readonly number[]) => gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)
  const best = discounted([...relevant.values()].sort((a, b) => b - a).slice(0, 10))
  return best === 0 ? 0 : discounted(ranked.slice(0, 10).map((id) => relevant.get(id) ?? 0)) / best
}

/** Two halves by a fixed seed: figures are tuned on the first and reported on the second. */
export function splitOf<T extends { id: string }>(queries: readonly T[]): [T[], T[]] {
  let state = 20_260_331
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const order = [...queries].sort((a, b) => (a.id < b.id ? -1 : 1)).map((query) => ({ query, key: random() }))
  const shuffled = order.sort((a, b) => a.key - b.key).map(({ query }) => query)
  const middle = shuffled.length >> 1
  return [shuffled.slice(0, middle), shuffled.slice(middle)]
}

const answers = ({ ranked, relevant }: Judged) => ranked.slice(0, 5).some((id) => relevant.has(id))

/** How well the confidence tells rankings with an answer among the first five from those without. */
export function calibrationOf(asked: readonly Judged[], answerless: readonly Judged[]) {
  const all = [...asked, ...answerless]
  const right = all.filter(answers)
  const wrong = all.filter((one) => !answers(one))
  const better = right.map((a) => wrong.filter((b) => a.confidence > b.confidence).length / wrong.length)
  const share = (part: readonly Judged[]) => round(part.filter(({ confident }) => confident).length / part.length)
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length)
  const bins = [0, 0.2, 0.4, 0.6, 0.8].map((from) =>
    all.filter(({ confidence }) => confidence >= from && (confidence < from + 0.2 || from === 0.8)),
  )
  const error = bins.map(
    (bin) =>
      (bin.length / all.length) *
      Math.abs(mean(bin.map((one) => one.confidence)) - mean(bin.map((one) => +answers(one)))),
  )
  return {
    auc: round(mean(better)),
    calibrationError: round(error.reduce((sum, part) => sum + part, 0)),
    /** Offered as a match, where the first five hold an answer. */
    offeredRightly: share(right),
    /** Offered as a match, though no document answers. */
    offeredInVain: share(answerless),
  }
}

/** What a plan costs and what it loses of the ten best among all documents. */
export function planFigures(library: Library, queries: readonly AskedQuery[], budget: number) {
  const sizes: number[] = []
  let kept = 0
  let wanted = 0
  const complete = library.judge(queries)
  for (const [i, { text }] of queries.entries()) {
    const fetched = new Set(library.fetch(library.planOf(library.queryOf(text), budget)).map(({ id }) => id))
    const best = complete[i]!.ranked.slice(0, 10)
    sizes.push(fetched.size)
    kept += best.filter((id) => fetched.has(id)).length
    wanted += best.length
  }
  sizes.sort((a, b) => a - b)
  return {
    keptOfBestTen: round(kept / wanted),
    medianFetched: sizes[sizes.length >> 1]!,
    mostFetched: sizes.at(-1)!,
    nothingFetched: sizes.filter((size) => size === 0).length,
  }
}
