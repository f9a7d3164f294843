export interface Judged {
  id: string
  /** Grade by document: 2 answers it, 1 partly. */
  relevant: ReadonlyMap<string, number>
  ranked: readonly string[]
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
