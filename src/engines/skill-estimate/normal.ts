const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/**
 * Φ, the standard normal distribution, to about 1e-7 relative also far in the lower tail (W. J. Cody's complementary error
 * function in the form of Numerical Recipes, third edition, section 6.2.2).
 */
export function cumulative(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 2 / (2 + x)
  let polynomial = 0
  for (const factor of factors) polynomial = polynomial * t + factor
  const upper = (t * Math.exp(-x * x + polynomial)) / 2
  return z > 0 ? 1 - upper : upper
}

const factors = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
  -1.26551223,
]

/** φ(z) / Φ(z), which tends to −z far below. */
export function hazardBelow(z: number): number {
  return z < -30 ? -z : density(z) / cumulative(z)
}
