import type { Field } from './field.ts'
import { kindsAmong } from './kinds.ts'
import type { Solver } from './solver.ts'

/**
 * The least shortage of seats and needs each project would have if it could take whomever it wants from everybody offered. No
 * plan can do better, and saying so to the linear program brings its bound close to what whole people can reach.
 */
export function floors(field: Field, solver: Solver): number[] {
  return field.projects.map((_, project) => {
    const roles = field.roles.flatMap((role, n) => (role.project === project && !role.role.growth ? [n] : []))
    const needs = field.needs.flatMap((need, n) => (need.project === project ? [n] : []))
    const rowOf = new Map(roles.map((n, row) => [`r${n}`, row] as [string, number]))
    needs.forEach((n, row) => {
      rowOf.set(`n${n}`, roles.length + row)
    })
    const seats = roles.map((n) => field.roles[n]!.seats)
    const units = needs.map((n) => field.needs[n]!.units)
    const columns: { cost: number; upper: number; entries: [row: number, value: number][] }[] = [
      ...roles.map((n) => ({
        cost: 1,
        upper: field.roles[n]!.seats,
        entries: [[rowOf.get(`r${n}`)!, 1]] as [number, number][],
      })),
      ...needs.map((n) => ({
        cost: 1,
        upper: field.needs[n]!.units,
        entries: [[rowOf.get(`n${n}`)!, 1]] as [number, number][],
      })),
    ]
    const places = roles.flatMap((n) => {
      const { from, to } = field.roles[n]!
      return Array.from({ length: to - from }, (_, at) => from + at)
    })
    for (const { places: alike } of kindsAmong(field, places, 'coverage')) {
      const place = alike[0]!
      const entries: [number, number][] = [[rowOf.get(`r${field.role[place]}`)!, 1]]
      for (let e = field.countsFrom[place]!; e < field.countsFrom[place + 1]!; e++)
        entries.push([rowOf.get(`n${field.countsNeed[e]}`)!, field.countsUnits[e]!])
      columns.push({ cost: 0, upper: Math.min(alike.length, field.roles[field.role[place]!]!.seats), entries })
    }
    const entries = columns.flatMap((column) => column.entries)
    const starts = new Int32Array(columns.length + 1)
    columns.forEach((column, at) => {
      starts[at + 1] = starts[at]! + column.entries.length
    })
    const answer = solver.solve(
      {
        costs: Float64Array.from(columns, ({ cost }) => cost),
        lower: new Float64Array(columns.length),
        upper: Float64Array.from(columns, ({ upper }) => upper),
        rowLower: Float64Array.from([...seats, ...units]),
        rowUpper: Float64Array.from([...seats, ...units.map(() => Number.POSITIVE_INFINITY)]),
        starts,
        rows: Int32Array.from(entries, ([row]) => row),
        values: Float64Array.from(entries, ([, value]) => value),
        integer: new Uint8Array(columns.length).fill(1),
      },
      { gap: 1 - 1e-5, seconds: 2 },
    )
    return Math.max(0, Math.ceil(answer.bound - 1e-5))
  })
}
