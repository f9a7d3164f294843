/** Lower triangle of the Cholesky factor, row by row; undefined when the matrix is not positive definite. */
export function cholesky(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!
      if (i !== j) factor[i * n + j] = sum / factor[j * n + j]!
      else if (sum > 1e-12 * Math.abs(matrix[i * n + i]!)) factor[i * n + i] = Math.sqrt(sum)
      else return undefined
    }
  return factor
}

/** Solves A x = b by the factor of A. */
export function solve(factor: Float64Array, n: number, right: Float64Array): Float64Array {
  const x = right.slice()
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * n + k]! * x[k]!
    x[i]! /= factor[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k * n + i]! * x[k]!
    x[i]! /= factor[i * n + i]!
  }
  return x
}

/** The inverse of A by its factor. */
export function inverse(factor: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n)
  const unit = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    unit.fill(0)
    unit[i] = 1
    result.set(solve(factor, n, unit), i * n)
  }
  return result
}
