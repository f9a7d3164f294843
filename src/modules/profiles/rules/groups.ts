/** Groups of fewer than five people are never broken out, nor what could be worked out of the others. */
export const fewest = 5

export interface Group {
  id: string
  name: string
  people: number
  skills: ReadonlyMap<string, { known: number; sum: number }>
}

export interface Cell {
  skill: string
  known: number | null
  mean: number | null
  withheld: boolean
}

export interface ShownGroup {
  id: string
  name: string
  people: number
  /** How many groups were put together in it; 0 for one that stands for itself. */
  merged: number
  cells: Cell[]
}

const add = (groups: readonly Group[], id: string): Group => {
  const skills = new Map<string, { known: number; sum: number }>()
  for (const group of groups)
    for (const [skill, { known, sum }] of group.skills) {
      const before = skills.get(skill) ?? { known: 0, sum: 0 }
      skills.set(skill, { known: before.known + known, sum: before.sum + sum })
    }
  return { id, name: '', people: groups.reduce((all, { people }) => all + people, 0), skills }
}

/**
 * The whole first (id `all`), then every group of five people or more; the smaller ones together (id `small`), with the
 * smallest of the others where they would not be five. A cell is told when it speaks of five people or of none; where the
 * cells not told of a skill together speak of fewer than five, the smallest told one is withheld too, so that none can be
 * worked out from the whole.
 */
export function shownGroups(groups: readonly Group[], skills: readonly string[]): ShownGroup[] {
  const whole = add(groups, 'all')
  const large = groups.filter(({ people }) => people >= fewest).toSorted((a, b) => b.people - a.people)
  const small = groups.filter(({ people }) => people < fewest)
  while (small.length > 0 && add(small, 'small').people < fewest && large.length > 0) small.push(large.pop()!)
  const kept = groups.filter((group) => large.includes(group))
  const parts = small.length > 0 ? [...kept, add(small, 'small')] : kept
  const told = new Map(skills.map((skill) => [skill, toldOf(parts, skill)]))
  const cellsOf = (group: Group, shows: (skill: string) => boolean): Cell[] =>
    skills.map((skill) => {
      const { known, sum } = group.skills.get(skill) ?? { known: 0, sum: 0 }
      if (!shows(skill)) return { skill, known: null, mean: null, withheld: true }
      return { skill, known, mean: known > 0 ? sum / known : null, withheld: false }
    })
  const enough = (skill: string) => {
    const known = whole.skills.get(skill)?.known ?? 0
    return known === 0 || known >= fewest
  }
  return [
    { ...shape(whole, 0), cells: cellsOf(whole, enough) },
    ...parts.map((group, place) => ({
      ...shape(group, group.id === 'small' ? small.length : 0),
      cells: cellsOf(group, (skill) => enough(skill) && told.get(skill)!.has(place)),
    })),
  ]
}

const shape = ({ id, name, people }: Group, merged: number) => ({ id, name, people, merged })

/** The places of the groups whose cell of a skill is told. */
function toldOf(groups: readonly Group[], skill: string): Set<number> {
  const known = groups.map((group) => group.skills.get(skill)?.known ?? 0)
  const places = [...known.keys()]
  const told = places.filter((place) => known[place] === 0 || known[place]! >= fewest)
  const hidden = () => places.filter((place) => !told.includes(place)).reduce((sum, place) => sum + known[place]!, 0)
  const smallestFirst = told.filter((place) => known[place]! > 0).toSorted((a, b) => known[b]! - known[a]!)
  while (told.length < places.length && hidden() < fewest && smallestFirst.length > 0)
    told.splice(told.indexOf(smallestFirst.pop()!), 1)
  return new Set(told)
}
