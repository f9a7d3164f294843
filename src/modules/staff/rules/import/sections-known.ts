import type { IsoDate } from '#kernel/fiscal-year'
import { covers, type Dated, holdsOn } from '../period.ts'
import { fold } from './mapping.ts'

export interface SectionPeriod extends Dated {
  sectionId: string
  code: string
  name: string
  kana: string
  kind: 'department' | 'section' | 'unit'
  parentId: string | null
  duties: string
}

export type Found =
  | { status: 'found'; sectionId: string }
  | { status: 'unknown'; by: 'sectionCode' | 'sectionName' }
  | { status: 'ambiguous' }
  | { status: 'mismatch'; name: string }

/** The body's sections through time, found by code or by name as of a day. */
export class KnownSections {
  readonly byId = new Map<string, SectionPeriod[]>()
  readonly #byCode = new Map<string, SectionPeriod[]>()
  readonly #names = new Map<IsoDate, Map<string, Set<string>>>()

  constructor(periods: readonly SectionPeriod[]) {
    for (const period of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
      push(this.byId, period.sectionId, period)
      push(this.#byCode, fold(period.code), period)
    }
  }

  /** How the section is called on the day (or was first, where we know of no earlier day). */
  on(sectionId: string, day: IsoDate): SectionPeriod {
    const periods = this.byId.get(sectionId)!
    return periods.find((period) => holdsOn(period, day)) ?? (day < periods[0]!.from ? periods[0]! : periods.at(-1)!)
  }

  /** Whether it holds all that time. Careers reach back further than the organisation we know: that is no objection. */
  holds(sectionId: string, span: Dated): boolean {
    const periods = this.byId.get(sectionId) ?? []
    const first = periods[0]?.from ?? span.from
    return covers(periods, { from: span.from < first ? first : span.from, to: span.to })
  }

  find(code: string | undefined, name: string | undefined, day: IsoDate): Found {
    if (code) {
      const period = this.#byCode.get(fold(code))?.find((one) => holdsOn(one, day))
      if (!period) return { status: 'unknown', by: 'sectionCode' }
      const fits = !name || this.#named(day).get(fold(name))?.has(period.sectionId)
      return fits ? { status: 'found', sectionId: period.sectionId } : { status: 'mismatch', name: period.name }
    }
    const ids = this.#named(day).get(fold(name ?? ''))
    if (!ids) return { status: 'unknown', by: 'sectionName' }
    if (ids.size > 1) return { status: 'ambiguous' }
    return { status: 'found', sectionId: [...ids][0]! }
  }

  /** Sections by name on the day, alone and behind the name of the one above. */
  #named(day: IsoDate): Map<string, Set<string>> {
    const made = this.#names.get(day)
    if (made) return made
    const names = new Map<string, Set<string>>()
    const add = (name: string, id: string) => names.set(fold(name), (names.get(fold(name)) ?? new Set()).add(id))
    for (const [id, periods] of this.byId) {
      const period = periods.find((one) => holdsOn(one, day))
      if (!period) continue
      add(period.name, id)
      const above = period.parentId && this.byId.get(period.parentId)?.find((one) => holdsOn(one, day))
      if (above) add(above.name + period.name, id)
    }
    this.#names.set(day, names)
    return names
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
