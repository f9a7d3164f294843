/** What the engine asks of a solver of linear programs; who calls the engine brings one. */
export interface Solver {
  /** Minimises. The same model and options give the same answer, unless a limit of time was hit. */
  solve(model: LinearModel, options?: SolveOptions): Answer
  /** True once the caller wants the whole computation to end. */
  stopped?(): boolean
}

/** Columns one after another: column i has the entries `starts[i]`…`starts[i + 1]` of `rows` and `values`. */
export interface LinearModel {
  costs: Float64Array
  lower: Float64Array
  upper: Float64Array
  rowLower: Float64Array
  rowUpper: Float64Array
  starts: Int32Array
  rows: Int32Array
  values: Float64Array
  /** 1 where the column must be a whole number; without it none must. */
  integer?: Uint8Array
}

export interface Basis {
  columns: Int32Array
  rows: Int32Array
}

export interface SolveOptions {
  /** Where the simplex method begins (linear models). */
  basis?: Basis
  /** A solution known already (models with whole numbers). */
  start?: Float64Array
  /** Good enough when the objective is proven to be within this of the best. */
  gap?: number
  seconds?: number
}

export interface Answer {
  status: 'optimal' | 'limit' | 'stopped' | 'infeasible'
  /** Of `columns`; infinite when there is no solution. */
  objective: number
  /** No solution can be below this. */
  bound: number
  columns: Float64Array
  /** Of the rows; only of linear models. */
  duals?: Float64Array
  basis?: Basis
  seconds: number
}

/** The statuses of a basis, as HiGHS numbers them. */
export const atLower = 0
export const basic = 1
