/** All open projects at once, who may be asked for them, and what each person and section can give. */
export interface Problem {
  projects: readonly Project[]
  people: readonly Person[]
  offers: readonly Offer[]
  /** How many projects a person may be in at once. */
  projectsPerPerson: number
  /** How many seats a section may fill at once; sections not named have no limit. */
  sectionSeats: Readonly<Record<string, number>>
  /**
   * How sure a holder of a skill has to be, in halvings of doubt: 1 is a chance of 50%, 2 of 75%, 3 of 87.5%. See chance.ts.
   */
  assurance: number
}

export interface Project {
  id: string
  /** How much a shortage of this project weighs beside one of another: a whole number of at least 1. */
  weight: number
  roles: readonly Role[]
  needs: readonly Need[]
  /** How many recognised people the team should have at least. */
  recognised: number
  /** From how many of one section on each further one counts against the spread of sections. */
  perSection: number
}

export interface Role {
  id: string
  seats: number
  /** A month, of each seat. */
  hours: number
  /** A seat to learn in: for people not recognised; who holds it counts for no need. */
  growth: boolean
}

/** So many of the team (or of one role of it) should reach the level. */
export interface Need {
  id: string
  skill: string
  level: number
  holders: number
  role?: string
}

export interface Person {
  id: string
  section: string
  recognised: boolean
  /** Hours a month that projects may take at most, and how many are taken already. */
  capacity: number
  committed: number
  /** How many chances the person was given in the last years. */
  past: number
  /** By skill: the chance of being at level 0, 1, 2, … A skill nothing is known of is left out and counts for no need. */
  skills: Readonly<Record<string, readonly number[]>>
}

/** The person may be placed in the project, in any of its roles or in the ones named. Will: 0 none stated … 3 strong. */
export interface Offer {
  person: string
  project: string
  will: number
  roles?: readonly string[]
}

export interface Seat {
  person: string
  project: string
  role: string
}

export interface Wishes {
  /** Seats that stay whatever it costs. */
  fixed?: readonly Seat[]
  /** Who is not to be placed in which project: they declined. */
  bans?: readonly { person: string; project: string }[]
  /** A plan in force: what it covered is kept or won back, and beyond that as few of its seats as possible are given up. */
  plan?: readonly Seat[]
  /** A plan to begin the search from (yesterday's); it does not change what is best. */
  start?: readonly Seat[]
}

/** In this order: nothing of a later stage is bought with anything of an earlier one. All are minimised. */
export const stages = ['coverage', 'recognised', 'growth', 'change', 'spread', 'will', 'fairness', 'load'] as const
export type Stage = (typeof stages)[number]
