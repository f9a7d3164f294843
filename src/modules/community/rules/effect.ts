interface Measure {
  hoursSaved: number | null
}

/** Sums what was measured and counts what was not: a sum of nothing measured is unknown, not none. */
export function effectOf(records: readonly Measure[]) {
  const hours = records.flatMap(({ hoursSaved }) => (hoursSaved === null ? [] : [hoursSaved]))
  return {
    hoursSaved: hours.length > 0 ? hours.reduce((sum, one) => sum + one, 0) : null,
    measured: hours.length,
    unmeasured: records.length - hours.length,
  }
}

interface AxisEffect extends Measure {
  practices: number
  adoptions: number
  measured: number
  unmeasured: number
}

/** The same over sums already made by axis. */
export function totalOf(axes: readonly AxisEffect[]) {
  const sum = (of: (axis: AxisEffect) => number) => axes.reduce((total, axis) => total + of(axis), 0)
  return {
    practices: sum(({ practices }) => practices),
    adoptions: sum(({ adoptions }) => adoptions),
    measured: sum(({ measured }) => measured),
    unmeasured: sum(({ unmeasured }) => unmeasured),
    hoursSaved: effectOf(axes).hoursSaved,
  }
}
