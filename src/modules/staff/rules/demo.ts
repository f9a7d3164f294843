import { firstDayOf, fiscalYearOf, type IsoDate, lastDayOf } from '#kernel/fiscal-year'
import { numbersFrom } from '#kernel/random'

/** The password of every sign-in of the fictional demo city; shown on the sign-in page in demo mode only. */
export const demoPassword = 'banso-demo-2026'

/** How many people the demo city employs. */
export const demoStaff = 1400

export interface DemoPost {
  section: string
  kind: 'main' | 'concurrent'
  title: string
  head: boolean
  from: IsoDate
  to: IsoDate | null
}

export interface DemoPerson {
  number: string
  name: string
  kana: string
  employment: 'regular' | 'fiscal-year' | 'reappointed'
  joined: IsoDate
  left: IsoDate | null
  posts: DemoPost[]
}

interface Part {
  name: string
  kana: string
}

const ranks = ['課長補佐', '係長', '係長', '主査', '主査', '主任', '主任', '主事', '主事', '主事']
/** Share of the staff who change their section each April. */
const moving = 0.21

/**
 * The demo city's people with three fiscal years of posts up to the one of `today`: section heads first, everyone else
 * spread over the sections, two Aprils of transfers, some who joined and some who left. A function of its arguments.
 */
export function demoPeople(
  sections: readonly string[],
  family: readonly Part[],
  given: readonly Part[],
  today: IsoDate,
): DemoPerson[] {
  const random = numbersFrom(20260401)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const year = fiscalYearOf(today)
  const aprils = [year - 2, year - 1, year].map(firstDayOf)
  return Array.from({ length: demoStaff }, (_, i): DemoPerson => {
    const [first, last] = [pick(given), pick(family)]
    const headOf = i < sections.length ? sections[i] : undefined
    // Larger sections have more people: the square bends an even spread towards the front of a shuffled order.
    const home = headOf ?? sections[(i * 37 + Math.floor(random() ** 2 * sections.length)) % sections.length]!
    const fiscal = !headOf && random() < 0.16
    const joinedLate = !headOf && random() < 0.08 ? (random() < 0.5 ? 1 : 2) : 0
    const leaves = !headOf && joinedLate === 0 && random() < 0.04
    const title = headOf ? '課長' : fiscal ? '会計年度任用職員' : pick(ranks)
    const posts: DemoPost[] = []
    let section = home
    for (let april = joinedLate; april < (leaves ? 2 : 3); april++) {
      const moves = april > joinedLate && !headOf && random() < moving
      if (moves) section = pick(sections)
      const current = posts.at(-1)
      if (current && current.section === section) continue
      if (current) current.to = lastDayOf(year - 3 + april)
      posts.push({ section, kind: 'main', title, head: headOf !== undefined, from: aprils[april]!, to: null })
    }
    const left = leaves ? lastDayOf(year - 1) : null
    if (left) posts.at(-1)!.to = left
    else if (!fiscal && random() < 0.03) {
      posts.push({
        section: 'デジタル推進課',
        kind: 'concurrent',
        title: 'DX推進員',
        head: false,
        from: aprils[2]!,
        to: null,
      })
    }
    const service = 1 + Math.floor(random() * 30)
    return {
      number: String(100001 + i * 7),
      name: `${last.name} ${first.name}`,
      kana: `${last.kana} ${first.kana}`,
      employment: fiscal ? 'fiscal-year' : service > 28 ? 'reappointed' : 'regular',
      joined: joinedLate ? aprils[joinedLate]! : firstDayOf(year - 2 - (fiscal ? 0 : service)),
      left,
      posts,
    }
  })
}

/** Who the demo's sign-ins are: a post to look for, and the roles they hold beyond it. */
export const demoSignIns = [
  { login: 'demo-01', section: '市民課', title: '主事', head: false, roles: [] },
  { login: 'demo-02', section: '道路管理課', title: '係長', head: false, roles: [] },
  { login: 'demo-03', section: '保育課', title: undefined, head: true, roles: [] },
  { login: 'demo-04', section: 'デジタル推進課', title: undefined, head: false, roles: ['dx-office'] },
  { login: 'demo-05', section: '職員課', title: undefined, head: false, roles: ['hr'] },
  { login: 'demo-06', section: '秘書課', title: undefined, head: true, roles: ['executive'] },
  { login: 'demo-07', section: 'デジタル推進課', title: undefined, head: true, roles: ['administrator', 'dx-office'] },
  { login: 'demo-08', section: '公園緑地課', title: '主事', head: false, roles: [] },
] as const
