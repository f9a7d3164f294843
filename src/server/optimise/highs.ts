import loadHighs, { type Highs, type Model } from 'highs'
import type { Answer, LinearModel, SolveOptions, Solver } from './solver.ts'

/**
 * HiGHS as a solver, in this thread: whoever calls `solve` waits, so it belongs in a worker (thread.ts). One thread and a fixed
 * seed: the same model gives the same answer.
 */
export async function highsSolver({
  stopped = () => false,
  secondsSpent = () => performance.now() / 1000,
}: {
  stopped?: () => boolean
  secondsSpent?: () => number
} = {}): Promise<Solver> {
  const highs = await loadHighs()
  return {
    stopped,
    solve(model, options = {}) {
      const began = secondsSpent()
      const answer = solveWith(highs, model, options, stopped)
      return { ...answer, seconds: secondsSpent() - began }
    },
  }
}

function solveWith(highs: Highs, model: LinearModel, options: SolveOptions, stopped: () => boolean): Answer {
  const [numCols, numRows] = [model.costs.length, model.rowLower.length]
  return highs.withModel(
    {
      ...{ numCols, numRows },
      ...{ colCost: model.costs, colLower: model.lower, colUpper: model.upper },
      ...{ rowLower: model.rowLower, rowUpper: model.rowUpper },
      matrix: { format: 'csc', numRows, numCols, starts: model.starts, indices: model.rows, values: model.values },
      ...(model.integer && { integrality: Int32Array.from(model.integer) }),
    },
    (program: Model): Answer => {
      program.options.set({
        output_flag: false,
        random_seed: 1,
        mip_rel_gap: 0,
        mip_abs_gap: options.gap ?? 1e-6,
        ...(options.seconds !== undefined &&
          Number.isFinite(options.seconds) && { time_limit: Math.max(0.01, options.seconds) }),
      })
      if (options.basis && !model.integer)
        program.setBasis({ colStatus: options.basis.columns, rowStatus: options.basis.rows })
      if (options.start) program.setSolution({ colValue: options.start })
      const stop = (event: { interrupt(): void }) => {
        if (stopped()) event.interrupt()
        return undefined
      }
      const { callbackType, modelStatus } = highs.constants
      program.run({ [callbackType.simplexInterrupt]: stop, [callbackType.mipInterrupt]: stop })
      const status = program.getModelStatus()
      const solved = status === modelStatus.optimal
      const { colValue, rowDual } = program.getSolution()
      const found = solved || program.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible
      const objective = found ? program.getObjectiveValue() : Number.POSITIVE_INFINITY
      return {
        status: solved
          ? 'optimal'
          : status === modelStatus.interrupted
            ? 'stopped'
            : status === modelStatus.infeasible
              ? 'infeasible'
              : 'limit',
        objective,
        bound: model.integer
          ? Number(program.info.get('mip_dual_bound'))
          : solved
            ? objective
            : Number.NEGATIVE_INFINITY,
        columns: colValue,
        ...(!model.integer && solved && { duals: rowDual, basis: basisOf(program) }),
        seconds: 0,
      }
    },
  )
}

function basisOf(program: Model) {
  const { colStatus, rowStatus } = program.getBasis()
  return { columns: colStatus, rows: rowStatus }
}
