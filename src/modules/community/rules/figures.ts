/** Figures from fewer people than this are withheld: nobody is to be read out of a number. */
export const fewestPeople = 5

export const mayShow = (people: number): boolean => people === 0 || people >= fewestPeople

/**
 * May a part of a whole be broken out? Not when it, or what is left of the whole without it, is fewer than five people:
 * the rest is known by subtraction.
 */
export const mayBreakOut = (part: number, whole: number): boolean => mayShow(part) && mayShow(whole - part)

/**
 * Whole months only, up to today: two periods that differ by a day would tell what one person did on it.
 */
export function wholeMonths(from: string, to: string, today: string): { from: string; to: string } {
  const end = new Date(`${to.slice(0, 7)}-01T00:00:00Z`)
  end.setUTCMonth(end.getUTCMonth() + 1, 0)
  const last = end.toISOString().slice(0, 10)
  return { from: `${from.slice(0, 7)}-01`, to: to <= today && today < last ? today : last }
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Gini coefficient of counts: 0 when all gave the same, towards 1 when one gave all. Null when nothing was given. */
export function gini(counts: readonly number[]): number | null {
  const sorted = Float64Array.from(counts).sort()
  let sum = 0
  let ranked = 0
  for (const [i, count] of sorted.entries()) {
    sum += count
    ranked += (2 * (i + 1) - sorted.length - 1) * count
  }
  return sum === 0 ? null : ranked / (sorted.length * sum)
}

/** Share of all that the `most` largest hold. */
export function shareOfTop(counts: readonly number[], most: number): number | null {
  const sum = counts.reduce((total, count) => total + count, 0)
  if (sum === 0) return null
  const top = [...counts].sort((a, b) => b - a).slice(0, most)
  return top.reduce((total, count) => total + count, 0) / sum
}

/** Lorenz curve from (0, 0) to (1, 1), at most `points` steps. */
export function lorenz(counts: readonly number[], points = 100): { people: number; answers: number }[] {
  const sorted = Float64Array.from(counts).sort()
  const sum = sorted.reduce((total, count) => total + count, 0)
  if (sum === 0) return []
  const every = Math.max(1, Math.ceil(sorted.length / points))
  const curve = [{ people: 0, answers: 0 }]
  let given = 0
  for (const [i, count] of sorted.entries()) {
    given += count
    if ((i + 1) % every === 0 || i === sorted.length - 1) {
      curve.push({ people: (i + 1) / sorted.length, answers: given / sum })
    }
  }
  return curve
}

/** The months (`YYYY-MM`) from one day to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  let [year = 0, month = 0] = from.split('-').map(Number)
  for (let name = from.slice(0, 7); name <= to.slice(0, 7); ) {
    months.push(name)
    ;[year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
    name = `${year}-${String(month).padStart(2, '0')}`
  }
  return months
}
