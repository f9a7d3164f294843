import type { Need, Offer, Person, Problem, Project, Role } from '#engines/team-formation/problem'

export interface Size {
  staff: number
  recognised: number
  projects: number
  sections: number
}

export const sizes = {
  city: { staff: 2_000, recognised: 120, projects: 15, sections: 90 },
  prefecture: { staff: 60_000, recognised: 3_000, projects: 300, sections: 600 },
} satisfies Record<string, Size>

const skillCount = 50

/** A problem of the size, the same for the same seed: skills are unevenly known, wills unevenly spread, hours unevenly free. */
export function generate({ staff, recognised, projects, sections }: Size, seed: number): Problem {
  const random = randomFrom(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const name = (kind: string, at: number) => `${kind}${String(at).padStart(5, '0')}`
  const skill = () => name('skill', Math.floor(skillCount * random() ** 1.5))

  const people = Array.from({ length: staff }, (_, at): Person => {
    const able = at < recognised
    const known = able ? 8 + pick(6) : pick(6)
    const capacity = 32
    return {
      ...{ id: name('person', at), section: name('section', pick(sections)), recognised: able, capacity },
      ...{ committed: pick(able ? 3 : 2) * 8, past: Math.floor(4 * random() ** (able ? 1 : 3)) },
      skills: Object.fromEntries(
        Array.from({ length: known }, () => [
          skill(),
          chances(random, able ? 1.5 + 2 * random() : 0.3 + 2.2 * random()),
        ]),
      ),
    }
  })
  const calls = Array.from({ length: projects }, (_, at): Project => {
    const members = 2 + pick(4)
    const wanted = [...new Set(Array.from({ length: 3 + pick(3) }, skill))]
    return {
      ...{ id: name('project', at), weight: 1 + pick(2), recognised: 1 + pick(2), perSection: 1 },
      roles: [
        { id: 'lead', seats: 1, hours: 16, growth: false },
        { id: 'member', seats: members, hours: pick(2) === 0 ? 8 : 12, growth: false },
        { id: 'learner', seats: 1 + pick(2), hours: 8, growth: true },
      ] satisfies Role[],
      needs: wanted.map(
        (one, n): Need => ({ id: `need${n}`, skill: one, level: 2 + pick(2), holders: pick(4) === 0 ? 2 : 1 }),
      ),
    }
  })
  const offers = people.flatMap(({ id, recognised: able }): Offer[] => {
    const asked = new Set(Array.from({ length: able ? 3 + pick(4) : pick(4) }, () => pick(projects)))
    return [...asked].map((project) => ({
      person: id,
      project: calls[project]!.id,
      will: pick(4),
      ...(!able && pick(3) > 0 && { roles: ['member', 'learner'] }),
    }))
  })
  return {
    ...{ people, projects: calls, offers, projectsPerPerson: 2, assurance: 2 },
    sectionSeats: Object.fromEntries(people.map(({ section }) => [section, 6])),
  }
}

/** Chances of levels 0–4 of somebody believed to stand about there, more or less surely. */
function chances(random: () => number, mean: number): number[] {
  const sharpness = 0.5 + 2.5 * random()
  const weights = [0, 1, 2, 3, 4].map((level) => Math.exp(-sharpness * (level - mean) ** 2))
  const sum = weights.reduce((total, one) => total + one, 0)
  return weights.map((one) => one / sum)
}

/** Mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
