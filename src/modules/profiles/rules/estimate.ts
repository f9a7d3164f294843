import { estimateArea, explainSkill, interval, narrowing } from '#engines/skill-estimate/estimate'
import type { Evidence } from '#engines/skill-estimate/evidence'
import type { EvidenceKind } from '../contract/names.ts'
import type { Estimate } from '../contract/shapes.ts'

/** A row of a person's ledger under the code of a skill in use. */
export interface ResolvedRow {
  id: string
  skill: string
  kind: EvidenceKind
  level: number | null
  error: number | null
  part: 'learner' | 'member' | 'lead' | null
  shownOn: string
  source: string
  note: string
}

/** What the rules need of a framework. */
export interface Outline {
  areas: readonly { code: string }[]
  skills: readonly { code: string; area: string }[]
}

const dayOf = (date: string) => Date.parse(date) / 86_400_000
const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

interface Problem {
  skills: string[]
  rows: Evidence[]
}

/** One problem for the engine per area: its skills, and the rows on them. */
function problemsOf({ areas, skills }: Outline, rows: readonly ResolvedRow[]): Problem[] {
  return areas.map((area) => {
    const codes = skills.filter((skill) => skill.area === area.code).map(({ code }) => code)
    const places = new Map(codes.map((code, place) => [code, place]))
    return {
      skills: codes,
      rows: rows.flatMap(({ skill, shownOn, note: _, ...row }) => {
        const place = places.get(skill)
        // One row may stand for several skills of today: each is a row of its own to the engine.
        return place === undefined ? [] : [{ ...row, id: `${row.id} ${skill}`, skill: place, day: dayOf(shownOn) }]
      }),
    }
  })
}

/** The kinds that can be asked for, with what a typical word of each would be. */
const askable = (level: number) => [
  { kind: 'test' as const, level, error: 0.4 },
  { kind: 'manager' as const, level, error: null },
  { kind: 'colleague' as const, level, error: null },
  { kind: 'self' as const, level, error: null },
]

/** What is believed of each skill (or of those named) on a day. */
export function estimatesOf(
  outline: Outline,
  rows: readonly ResolvedRow[],
  asOf: string,
  targets: ReadonlyMap<string, number> = new Map(),
  only?: readonly string[],
): Estimate[] {
  return problemsOf(outline, rows).flatMap(({ skills, rows: own }) => {
    if (only && !skills.some((code) => only.includes(code))) return []
    const { skills: estimates } = estimateArea(skills.length, own, dayOf(asOf))
    return skills.flatMap((skill, place) => {
      if (only && !only.includes(skill)) return []
      const { rows: count, lastDay, mean, variance, low, high, chances } = estimates[place]!
      const known = count > 0
      const level = chances.indexOf(Math.max(...chances))
      const [best] = narrowing(variance, mean, askable(Math.min(4, Math.max(0, mean)))).sort(
        (a, b) => b.share - a.share,
      )
      return [
        {
          skill,
          state: known ? ('known' as const) : ('unknown' as const),
          ...(known ? { mean, low, high, level } : { mean: null, low: null, high: null, level: null }),
          chances: known ? chances : [],
          rows: count,
          lastOn: lastDay === null ? null : dateOf(lastDay),
          target: targets.get(skill) ?? null,
          narrowBy: best?.kind ?? null,
        },
      ]
    })
  })
}

/** Each row's part in a skill's estimate, the greatest first, and the course of it. */
export function explain(outline: Outline, rows: readonly ResolvedRow[], asOf: string, skill: string) {
  const problem = problemsOf(outline, rows).find(({ skills }) => skills.includes(skill))
  if (!problem) return { contributions: [], trail: [] }
  const place = problem.skills.indexOf(skill)
  const { contributions, trail } = explainSkill(problem.skills.length, place, problem.rows, dayOf(asOf))
  const total = contributions.reduce((sum, { shift }) => sum + Math.abs(shift), 0)
  const byId = new Map(rows.map((row) => [`${row.id} ${row.skill}`, row]))
  return {
    contributions: contributions
      .map(({ id, shift }) => {
        const { id: evidenceId, kind, shownOn, note, skill: on } = byId.get(id)!
        return { evidenceId, kind, shownOn, note, on, shift, share: total > 0 ? Math.abs(shift) / total : 0 }
      })
      .filter(({ share }) => share >= 0.005)
      .sort((a, b) => b.share - a.share),
    trail: trail.map(({ day, mean, variance }) => ({ on: dateOf(day), mean, ...interval(mean, Math.sqrt(variance)) })),
  }
}

/** What is kept of a person: the state of every skill of an area with evidence, on its latest day up to today. */
export function statesOf(outline: Outline, rows: readonly ResolvedRow[], today: string) {
  return problemsOf(outline, rows).flatMap(({ skills, rows: own }) => {
    const past = own.filter(({ day }) => day <= dayOf(today))
    if (past.length === 0) return []
    const day = Math.max(...past.map((row) => row.day))
    const { skills: estimates } = estimateArea(skills.length, past, day)
    return skills.map((skill, place) => {
      const { mean, variance, rows: ownRows, lastDay } = estimates[place]!
      return { skill, mean, variance, asOf: dateOf(day), ownRows, lastOn: lastDay === null ? null : dateOf(lastDay) }
    })
  })
}
