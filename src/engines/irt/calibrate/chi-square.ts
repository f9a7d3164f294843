/** The chance that a chi-square of so many degrees is at least the value: the upper regularised gamma function. */
export function chiSquareTail(value: number, degrees: number): number {
  if (!(degrees > 0)) return Number.NaN
  if (!(value > 0)) return 1
  const [a, x] = [degrees / 2, value / 2]
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    // Series of the lower function.
    let term = 1 / a
    let sum = term
    for (let n = 1; n < 1000 && term > sum * 1e-15; n++) {
      term *= x / (a + n)
      sum += term
    }
    return Math.max(0, 1 - front * sum)
  }
  // Continued fraction of the upper function (Lentz).
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let n = 1; n < 1000; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return Math.min(1, front * h)
}

/** Lanczos' approximation for positive arguments. */
function logGamma(x: number): number {
  const series = [
    76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 1.208650973866179e-3,
    -5.395239384953e-6,
  ]
  const sum = series.reduce((total, coefficient, n) => total + coefficient / (x + n + 1), 1.000000000190015)
  return (x + 0.5) * Math.log(x + 5.5) - (x + 5.5) + Math.log((2.5066282746310007 * sum) / x)
}
