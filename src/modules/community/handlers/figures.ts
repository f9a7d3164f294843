import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { type WorkingDay, workingHoursBetween } from '#kernel/working-time'
import { signedIn } from '#server/operations'
import { type Figure, type FigureCode, figureNames } from '../contract/figures.ts'
import { communityContract } from '../contract.ts'
import { gini, lorenz, mayBreakOut, mayShow, median, monthsBetween, shareOfTop, wholeMonths } from '../rules/figures.ts'
import {
  answersGiven,
  askedIn,
  type Period,
  resolversIn,
  sectionTree,
  solvedAtOnceIn,
  staffOn,
} from '../store/figures.ts'
import { databaseNow } from '../store/routing.ts'
import { routingRules } from '../store/setting.ts'

const operations = signedIn(communityContract.figures)
const longestDays = 3660

type AtOnce = Awaited<ReturnType<typeof solvedAtOnceIn>>

/** A question with what it waited, in working hours; null while it still waits. */
interface Asked {
  authorId: string
  month: string
  answered: number | null
  solved: number | null
}

export const figuresHandlers = {
  get: operations.get.handler(async ({ input, context: { db, scope } }) => {
    const at = await databaseNow(db)
    const today = dateInJapan(at)
    const asTo = input.to ?? today
    const { from, to } = wholeMonths(input.from ?? yearBefore(asTo), asTo, today)
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
    if ((input.from ?? from) > asTo || days > longestDays) throw new Refusal('invalid', 'period')
    const tree = input.section ? await sectionTree(db, scope, input.section, to) : undefined
    if (input.section && !tree) throw new Refusal('missing', 'not-found')
    const period: Period = { from, to, sectionIds: tree?.ids ?? null }
    const hours = await routingRules(db, scope.bodyId)
    const asked = (await askedIn(db, scope, period)).map((row) => waitedOf(row, hours))
    const atOnceByMonth = await solvedAtOnceIn(db, scope, period)
    const resolvers = await resolversIn(db, scope, period)
    const answers = await answersGiven(db, scope, period)
    const staff = await staffOn(db, scope, period)

    const askers = peopleOf(asked)
    const answeredAskers = peopleOf(asked.filter(({ answered }) => answered !== null))
    const helped = new Set([...answeredAskers, ...resolvers.map(({ person_id }) => person_id)])
    const atOnce = shareAtOnce(
      asked.length,
      atOnceByMonth.reduce((sum, { count }) => sum + count, 0),
    )
    const solvers = resolvers.filter(({ at_once }) => at_once).map(({ person_id }) => person_id)
    const answered = waited(asked, 'answered')
    const solved = waited(asked, 'solved')
    const given = answers.reduce((sum, count) => sum + count, 0)
    // A section of fewer than five is not broken out at all, whoever asked there over the years; nor one whose figures
    // would leave fewer than five of the section above, or of the city.
    const above = tree?.parentId ? await sectionTree(db, scope, tree.parentId, to) : undefined
    const shown = !tree || mayBreakOut(staff, await staffOn(db, scope, { ...period, sectionIds: above?.ids ?? null }))
    const make = (
      code: FigureCode,
      unit: Figure['unit'],
      people: number,
      facts: Pick<Figure, 'value' | 'count' | 'open'>,
    ) => figure(code, unit, shown && mayShow(people), facts)
    return {
      from,
      to,
      at,
      section: tree && input.section ? { id: input.section, name: tree.name } : null,
      figures: {
        solvedAtOnce: make('solvedAtOnce', 'share', new Set([...askers, ...solvers]).size, atOnce),
        firstAnswer: make('firstAnswer', 'hours', answered.people, answered.facts),
        solution: make('solution', 'hours', solved.people, solved.facts),
        helped: make('helped', 'share', helped.size, {
          value: staff > 0 ? helped.size / staff : null,
          count: helped.size,
        }),
        askers: make('askers', 'people', askers.size, { value: askers.size, count: asked.length }),
        answerers: make('answerers', 'people', answers.length, { value: answers.length, count: given }),
        gini: make('gini', 'index', answers.length, { value: gini(answers), count: given }),
        top5: make('top5', 'share', answers.length, { value: shareOfTop(answers, 5), count: given }),
      },
      lorenz: shown && mayShow(answers.length) ? lorenz(answers) : [],
      trend: trendOf(monthsBetween(from, to), asked, atOnceByMonth, shown),
    }
  }),
}

function figure(
  code: FigureCode,
  unit: Figure['unit'],
  shown: boolean,
  facts: Pick<Figure, 'value' | 'count' | 'open'>,
): Figure {
  return { ...figureNames[code], unit, ...(shown ? facts : { value: null, count: null }), withheld: !shown }
}

const peopleOf = (asked: readonly Asked[]) => new Set(asked.map(({ authorId }) => authorId))

const japanMs = 9 * 3_600_000
function waitedOf(row: Awaited<ReturnType<typeof askedIn>>[number], hours: WorkingDay): Asked {
  const from = new Date(row.asked)
  const wait = (end: number | null) => (end === null ? null : workingHoursBetween(from, new Date(end), hours))
  const month = new Date(row.asked + japanMs).toISOString().slice(0, 7)
  return { authorId: row.author_id, month, answered: wait(row.answered), solved: wait(row.solved) }
}

function shareAtOnce(asked: number, solved: number): { value: number | null; count: number } {
  const count = asked + solved
  return { value: count > 0 ? solved / count : null, count }
}

/** Median wait; what has not happened yet is counted apart. */
function waited(asked: readonly Asked[], until: 'answered' | 'solved') {
  const known = asked.filter((row) => row[until] !== null)
  const value = median(known.map((row) => row[until]!))
  return { people: peopleOf(known).size, facts: { value, count: known.length, open: asked.length - known.length } }
}

function trendOf(months: string[], asked: readonly Asked[], atOnce: AtOnce, shown: boolean) {
  const askedIn = Map.groupBy(asked, ({ month }) => month)
  const solvedIn = new Map(atOnce.map((row) => [row.month, row]))
  return months.map((month) => {
    const questions = askedIn.get(month) ?? []
    const { count, people } = solvedIn.get(month) ?? { count: 0, people: 0 }
    const askers = peopleOf(questions).size
    if (!shown || !mayShow(askers) || !mayShow(Math.max(askers, people)))
      return { month, asked: null, solvedAtOnce: null, firstAnswer: null, solution: null, withheld: true }
    const wait = (until: 'answered' | 'solved') => {
      const waits = waited(questions, until)
      return mayShow(waits.people) ? waits.facts.value : null
    }
    return {
      month,
      asked: questions.length,
      solvedAtOnce: shareAtOnce(questions.length, count).value,
      firstAnswer: wait('answered'),
      solution: wait('solved'),
      withheld: false,
    }
  })
}

/** A day of the month that begins the twelve which end with this day's. */
function yearBefore(day: string): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() - 11)
  return date.toISOString().slice(0, 10)
}
