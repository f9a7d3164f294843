import type { Kind, Part } from './evidence.ts'

/** A statement of the level itself, with what it says too much and how far it scatters. */
interface Said {
  form: 'said'
  bias: number
  deviation: number
}

/** Something that shows the level to be at least so high; `below` the stated level it begins to be likely. */
interface Shown {
  form: 'shown'
  /** The level it shows where the row states none. */
  level: number
  below: number
  /** How softly: the deviation of the threshold. */
  deviation: number
}

export type Source = Said | Shown

export interface Parameters {
  /** What is believed of anybody before any evidence. */
  prior: { mean: number; deviation: number; correlation: number }
  /** Without news a state returns to the prior: the share that is left after a year. */
  keptPerYear: number
  /** A second word of one source soon after the first says less: noise grows by `strength`, which fades over `years`. */
  repeat: { strength: number; years: number }
  /** Of a test beside its own standard error: it asks less than the skill is. */
  testMismatch: number
  sources: Readonly<Record<Exclude<Kind, 'test' | 'project'>, Source>> & { project: Readonly<Record<Part, Shown>> }
}

/** Every value is assumed; docs/models/skill-estimate.md gives the reasons. */
export const parameters: Parameters = {
  prior: { mean: 1.3, deviation: 1, correlation: 0.5 },
  keptPerYear: 0.85,
  repeat: { strength: 3, years: 1 },
  testMismatch: 0.3,
  sources: {
    self: { form: 'said', bias: 0.4, deviation: 0.9 },
    colleague: { form: 'said', bias: 0.3, deviation: 0.9 },
    manager: { form: 'said', bias: 0.2, deviation: 0.7 },
    import: { form: 'said', bias: 0, deviation: 0.8 },
    course: { form: 'shown', level: 1, below: 0.5, deviation: 0.8 },
    certificate: { form: 'shown', level: 2, below: 0.5, deviation: 0.35 },
    answer: { form: 'shown', level: 2, below: 0.5, deviation: 1 },
    adoption: { form: 'shown', level: 3, below: 0.5, deviation: 1 },
    project: {
      lead: { form: 'shown', level: 3, below: 0.5, deviation: 0.7 },
      member: { form: 'shown', level: 2, below: 0.5, deviation: 0.8 },
      learner: { form: 'shown', level: 1, below: 0.5, deviation: 0.9 },
    },
  },
}
