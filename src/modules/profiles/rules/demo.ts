import type { EvidenceKind } from '../contract/names.ts'

/** A person of the demo city as far as their skills go. */
export interface DemoStaff {
  id: string
  section: string
  age: number
  heads: boolean
  /** Of the section that leads the city's digital work: stronger, and nearly all of them known. */
  leads: boolean
}

export interface DemoRow {
  personId: string
  skill: string
  kind: EvidenceKind
  level: number
  /** Days before today. */
  ago: number
  by: string | null
}

/** Roughly normal: the sum of three even numbers. */
const scatter = (random: () => number) => (random() + random() + random() - 1.5) * 2

/**
 * Evidence of three years as a city would have gathered it: a bit more than half the staff reported themselves, some were
 * endorsed, few hold certificates; most of the rest is unknown. Deterministic.
 */
export function demoEvidence(
  people: readonly DemoStaff[],
  skills: readonly { code: string; area: string }[],
  random: () => number,
): DemoRow[] {
  const rows: DemoRow[] = []
  for (const person of people) {
    const own = 1.35 + 0.55 * scatter(random) - Math.max(0, person.age - 40) * 0.012
    const byArea = new Map<string, number>()
    const reports = random() < (person.leads ? 0.95 : 0.56)
    const colleagues = people.filter((other) => other.section === person.section && other.id !== person.id)
    const endorsed = random() < 0.28
    for (const { code, area } of skills) {
      const shift = byArea.get(area) ?? 0.45 * scatter(random) + (person.leads ? 1.2 : 0)
      byArea.set(area, shift)
      const truth = Math.min(4, Math.max(0, own + shift + 0.4 * scatter(random)))
      const said = (bias: number, noise: number) =>
        Math.round(Math.min(4, Math.max(0, truth + bias + noise * scatter(random))))
      const about = { personId: person.id, skill: code }
      if (reports && random() < 0.93)
        rows.push({ ...about, kind: 'self', level: said(0.4, 0.5), ago: Math.floor(random() * 700), by: person.id })
      if (endorsed && truth > 1.8 && random() < 0.3 && colleagues.length > 0) {
        const by = colleagues[Math.floor(random() * colleagues.length)]!
        const kind = by.heads ? ('manager' as const) : ('colleague' as const)
        rows.push({ ...about, kind, level: said(0.25, 0.5), ago: Math.floor(random() * 900), by: by.id })
      }
      if (random() < 0.02 && truth > 2.2)
        rows.push({
          ...about,
          kind: 'certificate',
          level: Math.floor(truth),
          ago: Math.floor(random() * 1500),
          by: null,
        })
    }
  }
  return rows
}
