import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { type WorkingDay, workingHoursBetween } from '#kernel/working-time'
import { signedIn } from '#server/operations'
import { type Figure, type FigureCode, figureNames } from '../contract/figures.ts'
import { communityContract } from '../contract.ts'
import { gini, lorenz, mayShow, median, monthsBetween, shareOfTop } from '../rules/figures.ts'
import { answersGiven, askedIn, type Period, resolutionsIn, sectionTree, staffOn } from '../store/figures.ts'
import { databaseNow } from '../store/routing.ts'
import { routingRules } from '../store/setting.ts'

const operations = signedIn(communityContract.figures)
const longestDays = 3660

type Asked = Awaited<ReturnType<typeof askedIn>>
type Resolutions = Awaited<ReturnType<typeof resolutionsIn>>

export const figuresHandlers = {
  get: operations.get.handler(async ({ input, context: { db, scope } }) => {
    const at = await databaseNow(db)
    const to = input.to ?? dateInJapan(at)
    const from = input.from ?? dayAfterYearBefore(to)
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
    if (days < 0 || days > longestDays) throw new Refusal('invalid', 'period')
    const tree = input.section ? await sectionTree(db, scope, input.section, to) : undefined
    if (input.section && !tree) throw new Refusal('missing', 'not-found')
    const period: Period = { from, to, sectionIds: tree?.ids ?? null }
    const hours = await routingRules(db, scope.bodyId)
    const asked = await askedIn(db, scope, period)
    const resolutions = await resolutionsIn(db, scope, period)
    const answers = await answersGiven(db, scope, period)
    const staff = await staffOn(db, scope, period)

    const askers = peopleOf(asked)
    const helped = new Set([...peopleOf(asked.filter(({ answered }) => answered !== null)), ...resolvers(resolutions)])
    const answered = waited(asked, 'answered', hours)
    const solved = waited(asked, 'solved', hours)
    const spread = mayShow(answers.length)
    const atOnce = atOnceOf(asked, resolutions)
    const given = answers.reduce((sum, count) => sum + count, 0)
    // A section of fewer than five is not broken out at all, whoever asked there over the years.
    const shown = !tree || mayShow(staff)
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
        solvedAtOnce: make('solvedAtOnce', 'share', atOnce.people, { value: atOnce.share, count: atOnce.count }),
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
      lorenz: shown && spread ? lorenz(answers) : [],
      trend: trendOf(monthsBetween(from, to), asked, resolutions, hours, shown),
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

const peopleOf = (asked: Asked) => new Set(asked.map((row) => row.author_id))
const resolvers = (resolutions: Resolutions) => new Set(resolutions.map((row) => row.person_id))

function atOnceOf(asked: Asked, resolutions: Resolutions) {
  const solved = resolutions.reduce((sum, row) => sum + row.at_once, 0)
  const count = solved + asked.length
  const solvers = resolvers(resolutions.filter((row) => row.at_once > 0))
  return { share: count > 0 ? solved / count : null, count, people: new Set([...solvers, ...peopleOf(asked)]).size }
}

/** Median of working hours from the posting; what has not happened yet is counted apart. */
function waited(asked: Asked, until: 'answered' | 'solved', hours: WorkingDay) {
  const known = asked.filter((row) => row[until] !== null)
  const waits = known.map((row) => workingHoursBetween(new Date(row.asked), new Date(row[until]!), hours))
  const people = peopleOf(known).size
  return { people, facts: { value: median(waits), count: known.length, open: asked.length - known.length } }
}

function trendOf(months: string[], asked: Asked, resolutions: Resolutions, hours: WorkingDay, shown: boolean) {
  const askedIn = Map.groupBy(asked, ({ month }) => month)
  const resolvedIn = Map.groupBy(resolutions, ({ month }) => month)
  return months.map((month) => {
    const questions = askedIn.get(month) ?? []
    const atOnce = atOnceOf(questions, resolvedIn.get(month) ?? [])
    if (!shown || !mayShow(atOnce.people) || !mayShow(peopleOf(questions).size))
      return { month, asked: null, solvedAtOnce: null, firstAnswer: null, solution: null, withheld: true }
    const wait = (until: 'answered' | 'solved') => {
      const { people, facts } = waited(questions, until, hours)
      return mayShow(people) ? facts.value : null
    }
    return {
      month,
      asked: questions.length,
      solvedAtOnce: atOnce.share,
      firstAnswer: wait('answered'),
      solution: wait('solved'),
      withheld: false,
    }
  })
}

function dayAfterYearBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() - 1)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}
