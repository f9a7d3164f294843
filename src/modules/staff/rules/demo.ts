import { firstDayOf, fiscalYearOf, type IsoDate, lastDayOf } from '#kernel/fiscal-year'
import type { Role } from '#kernel/permission'
import { numbersFrom } from '#kernel/random'

/** The password of every sign-in of the fictional demo city; shown on the sign-in page in demo mode only. */
export const demoPassword = 'banso-demo-2026'

/** How many people the demo city employs today; as many more have left as were leaving at the last two year ends. */
export const demoStaff = 1400
const leavingYearly = 45

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

export type Trade = 'technical' | 'health' | 'childcare' | 'fire'

export interface Place {
  name: string
  kind: 'department' | 'section' | 'unit'
  /** The trade most of its people are trained in; they move between sections of their trade only. */
  trade?: Trade | undefined
  /** About how many people work there. */
  size?: number | undefined
}

/** Titles from the lowest rank to the one below a head. */
const clerks = ['主事', '主任', '主査', '係長', '課長補佐'] as const
const trades: Record<Trade, { share: number; titles: readonly string[] }> = {
  technical: { share: 0.6, titles: ['技師', '主任技師', '主査', '係長', '課長補佐'] },
  health: { share: 0.7, titles: ['保健師', '主任保健師', '主査', '係長', '課長補佐'] },
  childcare: { share: 0.75, titles: ['保育士', '主任保育士', '主査', '係長', '課長補佐'] },
  fire: { share: 0.9, titles: ['消防士', '消防士長', '消防司令補', '消防司令', '課長補佐'] },
}
/** What share of the staff stand at a rank or below it. */
const rankedUpTo = [0.32, 0.54, 0.74, 0.91, 1]
const usualSize = 12
const fiscalShare = 0.18
/** Shares of the regular staff below the heads: who change their section each April, and who rise when they do. */
const moving = 0.34
const rising = 0.25
const joiningYearly = 0.035

/** The first whose ending fits names whoever leads the place. */
const leaders: readonly [RegExp, string][] = [
  [/事務局$/, '事務局長'],
  [/本部$/, '消防長'],
  [/教育委員会$/, '教育長'],
  [/署$/, '署長'],
  [/支所$/, '支所長'],
  [/センター$/, '所長'],
  [/館$/, '館長'],
  [/室$/, '室長'],
  [/課$/, '課長'],
  [/部$/, '部長'],
  [/局$/, '局長'],
]

/** Everybody who leads: the mayor and the two deputies, the heads of departments, the heads of sections. */
function leading(places: readonly Place[]): { section: Place; title: string; head: boolean }[] {
  const names = new Set(places.filter(({ kind }) => kind === 'section').map(({ name }) => name))
  return places.flatMap((section) => {
    // A section that is a department of its own has one head.
    if (section.kind === 'department' && names.has(section.name)) return []
    const title = leaders.find(([ending]) => ending.test(section.name))?.[1]
    if (title) return [{ section, title, head: true }]
    return ['市長', '副市長', '副市長'].map((each) => ({ section, title: each, head: each === '市長' }))
  })
}

/**
 * The demo city's people with three fiscal years of posts up to the one of `today`: those who lead first, everyone else
 * spread over the sections, two Aprils of transfers, some who joined and some who left. A function of its arguments.
 */
export function demoPeople(
  places: readonly Place[],
  family: readonly Part[],
  given: readonly Part[],
  today: IsoDate,
): DemoPerson[] {
  const random = numbersFrom(20260401)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const year = fiscalYearOf(today)
  const aprils = [year - 2, year - 1, year].map(firstDayOf)
  const sections = places.filter(({ kind }) => kind === 'section')
  // A section stands here once for each of its people, so that picks follow its size.
  const seats = sections.flatMap((section) => Array.from({ length: section.size ?? usualSize }, () => section))
  // Clerks go anywhere but to the fire stations; the others stay in their trade.
  const seatsBy = new Map<Trade | undefined, Place[]>([[undefined, seats.filter(({ trade }) => trade !== 'fire')]])
  for (const each of Object.keys(trades) as Trade[])
    seatsBy.set(
      each,
      seats.filter(({ trade }) => trade === each),
    )
  const leads = leading(places)
  return Array.from({ length: demoStaff + 2 * leavingYearly }, (_, i): DemoPerson => {
    const [first, last] = [pick(given), pick(family)]
    const lead = leads[i]
    const leaves = i < demoStaff ? undefined : 1 + (i % 2)
    const home = lead?.section ?? pick(seats)
    const fiscal = !lead && random() < fiscalShare
    const trade = !lead && !fiscal && home.trade && random() < trades[home.trade].share ? home.trade : undefined
    const came = random()
    const arrives = lead || leaves ? 0 : came < joiningYearly ? 1 : came < 2 * joiningYearly ? 2 : 0
    const height = random()
    let rank = rankedUpTo.findIndex((limit) => height < limit)
    const posts: DemoPost[] = []
    let section = home
    for (let april = arrives; april < (leaves ?? aprils.length); april++) {
      const moves = april > arrives && !lead && !fiscal && random() < moving
      if (moves) section = pick(seatsBy.get(trade)!)
      const current = posts.at(-1)
      if (current && current.section === section.name) continue
      if (current) {
        current.to = lastDayOf(year - 3 + april)
        if (random() < rising) rank = Math.min(rank + 1, clerks.length - 1)
      }
      const title = lead?.title ?? (fiscal ? '会計年度任用職員' : (trade ? trades[trade].titles : clerks)[rank]!)
      const head = lead?.head ?? false
      posts.push({ section: section.name, kind: 'main', title, head, from: aprils[april]!, to: null })
    }
    const left = leaves ? lastDayOf(year - 3 + leaves) : null
    if (left) posts.at(-1)!.to = left
    else if (!lead && !fiscal && random() < 0.03) {
      const office = { section: 'デジタル推進課', title: 'DX推進員', head: false }
      posts.push({ ...office, kind: 'concurrent', from: aprils[2]!, to: null })
    }
    const service = (lead ? 18 : 1) + Math.floor(random() * (lead ? 18 : 30))
    return {
      number: String(100001 + i * 7),
      name: `${last.name} ${first.name}`,
      kana: `${last.kana} ${first.kana}`,
      employment: fiscal ? 'fiscal-year' : !lead && service > 28 ? 'reappointed' : 'regular',
      joined: arrives ? aprils[arrives]! : firstDayOf(year - 2 - (fiscal ? 0 : service)),
      left,
      posts,
    }
  })
}

interface SignIn {
  login: string
  section: string
  title: string
  head?: boolean
  roles?: readonly Role[]
  interests: readonly string[]
}

/** Who the demo's sign-ins are: a post to look for, the roles they hold beyond it, and the tags they say they know. */
export const demoSignIns: readonly SignIn[] = [
  { login: 'demo-01', section: '市民課', title: '主事', interests: ['マイナンバーカード', '出張', '窓口'] },
  { login: 'demo-02', section: '道路管理課', title: '係長', interests: ['備蓄', '電源', '道路'] },
  { login: 'demo-03', section: '保育課', title: '課長', head: true, interests: ['服務', '名札', '保育'] },
  {
    login: 'demo-04',
    section: 'デジタル推進課',
    title: '主任',
    roles: ['dx-office'],
    interests: ['パソコン', 'タイピング', '端末'],
  },
  { login: 'demo-05', section: '職員課', title: '主査', roles: ['hr'], interests: ['名札', '服務', '研修'] },
  {
    login: 'demo-06',
    section: '市長・副市長',
    title: '副市長',
    roles: ['executive'],
    interests: ['オープンデータ', '更新'],
  },
  {
    login: 'demo-07',
    section: 'デジタル推進課',
    title: '課長',
    head: true,
    roles: ['administrator', 'dx-office'],
    interests: ['業務委託', 'アカウント'],
  },
  { login: 'demo-08', section: '公園緑地課', title: '主事', interests: ['庶務', '引越し', '文書'] },
]
