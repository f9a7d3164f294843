import type { Parameters, Source } from './parameters.ts'

export const kinds = [
  'self',
  'test',
  'course',
  'project',
  'answer',
  'adoption',
  'colleague',
  'manager',
  'certificate',
  'import',
] as const
export type Kind = (typeof kinds)[number]
export type Part = 'learner' | 'member' | 'lead'

/** One row of the ledger, withdrawn ones left out. */
export interface Evidence {
  id: string
  /** Place of the skill in its area. */
  skill: number
  kind: Kind
  /** 0 to 4; null where the kind says it all. */
  level: number | null
  /** Standard error of the level: of a test. */
  error: number | null
  part: Part | null
  /** Days since 1970-01-01. */
  day: number
  /** Who or what said so: its repeated words say less. */
  source: string
}

/** What is seen of the skill: a level with a variance, or a threshold it is likely above (shown) or below (missed). */
export type Observation =
  | { form: 'said'; level: number; variance: number }
  | { form: 'shown' | 'missed'; threshold: number; variance: number }

/** What a row says; undefined when it cannot be read (a level that is no level, a test without its error). */
export function observationOf(row: Evidence, { sources, testMismatch }: Parameters): Observation | undefined {
  const { kind, level, error, part } = row
  if (level !== null && !(level >= 0 && level <= 4)) return undefined
  if (kind === 'test') {
    if (level === null || error === null || !(error > 0) || error === Number.POSITIVE_INFINITY) return undefined
    return { form: 'said', level, variance: error * error + testMismatch * testMismatch }
  }
  const source: Source | undefined = kind === 'project' ? (part ? sources.project[part] : undefined) : sources[kind]
  if (!source) return undefined
  const variance = source.deviation * source.deviation
  if (source.form === 'shown') return { form: 'shown', threshold: (level ?? source.level) - source.below, variance }
  return level === null ? undefined : { form: 'said', level: level - source.bias, variance }
}
