export const third = (value: number): number => Math.round(value * 1000) / 1000

/** How far chances are from what came, on average over twenty bins (expected calibration error). */
export function calibrationError(chances: readonly number[], came: readonly boolean[]): number {
  const bins = Array.from({ length: 20 }, () => ({ expected: 0, came: 0 }))
  chances.forEach((chance, n) => {
    const bin = bins[Math.min(19, Math.max(0, Math.floor(chance * 20)))]!
    bin.expected += chance
    if (came[n]) bin.came++
  })
  return bins.reduce((sum, bin) => sum + Math.abs(bin.expected - bin.came), 0) / chances.length
}

/** How likely a case that came has the higher chance than one that did not (area under the curve); ties count half. */
export function areaUnderCurve(chances: readonly number[], came: readonly boolean[]): number {
  const order = Float64Array.from(chances).sort()
  const firstAt = (value: number, above: boolean) => {
    let [low, high] = [0, order.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (order[middle]! < value || (above && order[middle] === value)) low = middle + 1
      else high = middle
    }
    return low
  }
  let [ranks, positive] = [0, 0]
  chances.forEach((chance, n) => {
    if (!came[n]) return
    positive++
    ranks += (firstAt(chance, false) + firstAt(chance, true) + 1) / 2
  })
  return (ranks - (positive * (positive + 1)) / 2) / (positive * (chances.length - positive))
}
