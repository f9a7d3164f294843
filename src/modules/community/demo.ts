import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dateInJapan, fiscalYearOf, type IsoDate } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { numbersFrom } from '#kernel/random'
import { recordTakenUp, type TakenUp } from '#modules/profiles/public'
import { foldStatistics } from '#modules/search/public'
import type { DemoCity } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import { renderMarkdown } from '#server/markdown'
import { DemoPractices, DemoTopics } from './content.ts'
import { indexTopics } from './handlers/indexing.ts'
import { climb, startRouting } from './handlers/routing.ts'
import { conductVersion } from './rules/conduct.ts'
import { pastAsks, workingMoment } from './rules/demo.ts'
import { verificationDue } from './rules/verification.ts'
import { type DemoPost, type DemoTopic, insertDemoAsks, insertDemoHabits, insertDemoTopics } from './store/demo.ts'
import { routingRules } from './store/setting.ts'
import { ensureTags, setTags } from './store/tag.ts'

const folder = join(import.meta.dirname, '../../../data/demo/community')
const hour = 3600_000

/** Writes three years of questions, answers and practices up to `today` into the demo city. */
export async function loadDemoCommunity(db: Db, city: DemoCity, today: IsoDate): Promise<void> {
  const random = numbersFrom(20230401)
  const end = Date.parse(`${today}T08:00:00Z`)
  const start = end - 3 * 365 * 24 * hour
  const staffAt = new Map<string, string[]>()
  const signingIn = new Set(city.signIns.values())
  /**
   * Ids of those whose main post was in the section on a day; posts change in April only, and begin with the oldest known.
   * Who comes first answers most: those one signs in as, then the others, the head last.
   */
  const peopleOf = (section: string, day: IsoDate): string[] => {
    const key = `${section} ${fiscalYearOf(day)}`
    const known = staffAt.get(key)
    if (known) return known
    const held = city.people.flatMap((person) => {
      const post = person.posts.find(
        ({ kind, section: of, from, to }) =>
          kind === 'main' && of === section && from <= day && (to === null || to >= day),
      )
      return post ? [{ id: person.id, late: signingIn.has(person.id) ? 0 : post.head ? 2 : 1 }] : []
    })
    const found = held.sort((a, b) => a.late - b.late).map(({ id }) => id)
    staffAt.set(key, found)
    return found
  }
  const firstDay = city.people.flatMap(({ posts }) => posts.map(({ from }) => from)).sort()[0]!
  // Few people answer much: the same two or three of a section are the ones who know.
  const someone = (section: string, few: boolean, at: Date) => {
    const day = dateInJapan(at)
    const people = peopleOf(section, day < firstDay ? firstDay : day)
    return people[Math.floor((few ? random() ** 3 : random()) * people.length)]!
  }
  /** Most answers have been confirmed year by year; one in seven was forgotten. */
  const confirmedUntil = (day: IsoDate): IsoDate => {
    let due = verificationDue(day)
    while (due < today && random() < 0.86) due = verificationDue(due)
    return due
  }
  const post = (section: string, body: string, at: Date, few = false): DemoPost => {
    const sectionId = city.sectionIds.get(section)!
    return {
      id: newId(at.getTime()),
      author: someone(section, few, at),
      section: sectionId,
      body,
      html: renderMarkdown(body).html,
      at,
    }
  }
  const everyone = city.people.filter(({ left }) => !left)
  const names = (await readdir(folder)).sort()
  const tags = new Map<string, readonly string[]>()
  const topics: DemoTopic[] = []
  const declined = new Map<string, string>()
  for (const name of names) {
    const file = JSON.parse(await readFile(join(folder, name), 'utf8'))
    if (name.startsWith('practices-')) {
      for (const {
        section,
        title,
        axis,
        tags: words,
        problem,
        steps,
        effect,
        measured,
        cautions,
        ...rest
      } of DemoPractices.parse(file).practices) {
        const at = workingMoment(start + random() * (end - start) * 0.9)
        const topic = post(section, problem, at)
        const adoptions = rest.adoptions.map(({ section: by, hours_saved_per_year: hours, note }) => {
          const on = dateInJapan(new Date(Math.min(end, at.getTime() + (20 + random() * 200) * 24 * hour)))
          return {
            section: city.sectionIds.get(by)!,
            person: someone(by, false, new Date(`${on}T03:00:00Z`)),
            on,
            hours,
            note,
          }
        })
        const practice = { problem, steps, effect, hours: rest.hours_saved_per_year, measured, cautions, adoptions }
        topics.push({
          ...topic,
          kind: 'practice',
          title,
          axis,
          anonymous: false,
          answers: [],
          comments: [],
          resolutions: [],
          practice,
        })
        tags.set(topic.id, words)
      }
      continue
    }
    for (const { kind, title, body, axis, tags: words, section, anonymous = false, ...rest } of DemoTopics.parse(file)
      .topics) {
      // What nobody has answered was asked in the last two weeks; moments move on by up to three days to working hours.
      const latest = end - 80 * hour
      const open = kind !== 'idea' && rest.answers.length === 0
      const at = workingMoment(open ? latest - random() * 9 * 24 * hour : start + random() ** 0.8 * (latest - start))
      const topic = post(section, body, at)
      // Whoever was asked and declined did so before the first answer came.
      let last = rest.declined ? new Date(at.getTime() + 26 * hour) : at
      const answers = rest.answers.map((answer) => {
        last = workingMoment(last.getTime() + (0.3 + 20 * random() ** 3) * hour)
        const by = post(answer.section, answer.body, last, true)
        return { ...by, accepted: answer.accepted ?? false, verifyBy: confirmedUntil(dateInJapan(last)), solved: 0 }
      })
      const comments = (rest.comments ?? []).map(({ on, section: by, body: text }) => {
        last = workingMoment(last.getTime() + (0.2 + 5 * random()) * hour)
        return { ...post(by, text, last), answer: on === 'question' ? null : answers[on]!.id }
      })
      const solvedBy = answers.some(({ accepted }) => accepted) ? Math.floor(random() ** 3 * 9) : 0
      const resolutions = Array.from({ length: solvedBy }, () => ({
        person: everyone[Math.floor(random() * everyone.length)]!.id,
        query: title.slice(0, 6 + Math.floor(random() * 12)),
        at: workingMoment(at.getTime() + random() * (end - at.getTime())),
      }))
      if (answers[0]) answers[0].solved = resolutions.length
      topics.push({ ...topic, kind, title, axis, anonymous, answers, comments, resolutions })
      if (rest.declined) declined.set(topic.id, rest.declined)
      tags.set(topic.id, words)
    }
  }
  await insertDemoTopics(db, city.bodyId, topics)
  for (const [id, words] of tags) await setTags(db, city.bodyId, id, words)
  const interests: { personId: string; tagIds: string[] }[] = []
  for (const [personId, names] of city.interests) {
    interests.push({ personId, tagIds: await ensureTags(db, city.bodyId, names) })
  }
  await insertDemoHabits(db, city.bodyId, conductVersion, interests)
  await indexTopics(
    db,
    city.bodyId,
    topics.map(({ id }) => id),
  )
  await foldStatistics(db, city.bodyId)
  const nameOf = new Map([...city.sectionIds].map(([name, id]) => [id, name]))
  const colleagues = (section: string, at: Date) => peopleOf(nameOf.get(section)!, dateInJapan(at))
  const asked = pastAsks(topics, { colleagues, declined, rules: await routingRules(db, city.bodyId), random })
  await insertDemoAsks(db, city.bodyId, asked)
  await recordTakenUp(db, city.bodyId, takenUpIn(topics, tags))
  // What nobody has answered yet goes its way as any question does: the first people are asked at once.
  const waiting = topics.filter(
    ({ kind, answers }) => (kind === 'question' || kind === 'problem') && answers.length === 0,
  )
  for (const { id } of waiting) {
    await startRouting(db, city.bodyId, id)
    await climb(db, city.bodyId, id, true)
  }
}

/** What others took up: accepted answers of others than the asker, and practices another section adopted. */
function takenUpIn(topics: readonly DemoTopic[], tags: ReadonlyMap<string, readonly string[]>): TakenUp[] {
  return topics.flatMap(({ id, title, author, answers, practice }): TakenUp[] => {
    const about = { title, tags: tags.get(id) ?? [] }
    const accepted = answers.filter((answer) => answer.accepted && answer.author !== author)
    const adopted = practice?.adoptions[0]
    return [
      ...accepted.map((answer) => ({
        ...{ ...about, kind: 'answer' as const, sourceId: answer.id, personId: answer.author, at: answer.at },
        link: `/topics/${id}#${answer.id}`,
      })),
      ...(adopted
        ? [
            {
              ...{ ...about, kind: 'adoption' as const, sourceId: id, personId: author, link: `/topics/${id}` },
              at: new Date(adopted.on),
            },
          ]
        : []),
    ]
  })
}
