import fc from 'fast-check'
import { expect, test } from 'vitest'
import { routingPreset } from '../contract/routing.ts'
import { beginOfNext } from './escalation.ts'
import { type Evidence, fitOfSections, fromAnswers, fromInterests, fromSections, fromSkills } from './evidence.ts'
import { type Person, rankPeople } from './routing.ts'

const person = (personId: string, more: Partial<Person> = {}): Person => ({
  personId,
  willing: true,
  away: false,
  weeklyCap: 3,
  openAsks: 0,
  asksThisWeek: 0,
  recentAnswers: 0,
  reaches: true,
  ...more,
})
const none = { askerId: null, asked: new Set<string>(), count: 10 }

test('who answered a like question goes before whose section fits, before who is interested', () => {
  const answers = fromAnswers(new Map([['t', 0.9]]), [
    { personId: 'a', topicId: 't', title: '電子申請の引継ぎ', accepted: true, anonymous: false, daysAgo: 30 },
  ])
  const section = { sectionId: 's', name: '市民課', words: new Map([['窓口', 1]]) }
  const other = { sectionId: 'o', name: '道路課', words: new Map([['道路', 1]]) }
  const fits = fitOfSections(new Map([['窓口', 1]]), [section, other])
  expect(fits.map(({ section: { name } }) => name)).toEqual(['市民課'])
  const evidence = [
    ...answers,
    ...fromSections(fits, [{ personId: 'b', sectionId: 's' }]),
    ...fromInterests([{ personId: 'c', tag: '窓口' }]),
  ]
  const ranked = rankPeople([person('c'), person('b'), person('a')], evidence, none)
  expect(ranked.map(({ personId }) => personId)).toEqual(['a', 'b', 'c'])
  expect(ranked[0]!.reasons).toEqual([{ source: 'answers', share: 1, details: ['電子申請の引継ぎ'] }])
})

test('the best of the skills a question speaks of counts, and a skill alone does not go before having answered', () => {
  const skilled = fromSkills([
    { personId: 'a', skill: '表計算', chance: 0.6 },
    { personId: 'a', skill: 'データ', chance: 0.9 },
    { personId: 'b', skill: '表計算', chance: 0.7 },
  ])
  expect(skilled).toEqual([
    { personId: 'a', source: 'skill', score: 0.9, details: ['データ', '表計算'] },
    { personId: 'b', source: 'skill', score: 0.7, details: ['表計算'] },
  ])
  const answered: Evidence = { personId: 'c', source: 'answers', score: 0.5, details: [] }
  const ranked = rankPeople([person('a'), person('b'), person('c')], [...skilled, answered], none)
  expect(ranked.map(({ personId }) => personId)).toEqual(['c', 'a', 'b'])
  expect(fromSkills([])).toEqual([])
})

test('accepted beats not accepted, recent beats old, and an anonymous answer counts without being named', () => {
  const score = (more: object) => {
    const answer = { personId: 'a', topicId: 't', title: '題', accepted: true, anonymous: false, daysAgo: 0, ...more }
    return fromAnswers(new Map([['t', 0.5]]), [answer])[0]!
  }
  expect(score({ accepted: false }).score).toBeLessThan(score({}).score)
  expect(score({ daysAgo: 1460 }).score).toBeLessThan(score({}).score)
  expect(score({ anonymous: true })).toEqual({ ...score({}), details: [] })
})

test('a word in every section says nothing of where a question belongs beside a rare one', () => {
  const section = (sectionId: string, ...words: string[]) => ({
    sectionId,
    name: sectionId,
    words: new Map(words.map((w) => [w, 1])),
  })
  const fits = fitOfSections(
    new Map([
      ['事務', 1],
      ['公園', 1],
    ]),
    [section('a', '事務', '公園'), section('b', '事務'), section('c', '事務')],
  )
  expect(fits.map((fit) => fit.section.sectionId)).toEqual(['a'])
})

const people = fc.uniqueArray(
  fc.record({
    personId: fc.constantFrom(...'abcdefghij'),
    willing: fc.boolean(),
    away: fc.boolean(),
    weeklyCap: fc.nat(4),
    openAsks: fc.nat(4),
    asksThisWeek: fc.nat(5),
    recentAnswers: fc.nat(20),
    reaches: fc.boolean(),
  }),
  { selector: ({ personId }) => personId },
)
const evidenceOf = fc.array(
  fc.record({
    personId: fc.constantFrom(...'abcdefghij'),
    source: fc.constantFrom('answers', 'section', 'interest') as fc.Arbitrary<Evidence['source']>,
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    details: fc.constant([]),
  }),
  { maxLength: 20 },
)

test('never beyond the cap, never the asker, never who was asked, is away or may not read it', () => {
  fc.assert(
    fc.property(people, evidenceOf, fc.boolean(), (them, evidence, duty) => {
      for (const { personId } of rankPeople(them, evidence, { askerId: 'a', asked: new Set(['b']), count: 10, duty })) {
        const one = them.find((candidate) => candidate.personId === personId)!
        expect(one.asksThisWeek).toBeLessThan(one.weeklyCap)
        expect(['a', 'b']).not.toContain(personId)
        expect(one).toMatchObject({ away: false, reaches: true, ...(duty ? {} : { willing: true }) })
      }
    }),
  )
})

test('more load never raises a rank', () => {
  const load = fc.constantFrom('openAsks', 'asksThisWeek', 'recentAnswers') as fc.Arbitrary<
    'openAsks' | 'asksThisWeek' | 'recentAnswers'
  >
  fc.assert(
    fc.property(
      people,
      evidenceOf,
      fc.constantFrom(...'abcdefghij'),
      load,
      fc.integer({ min: 1, max: 9 }),
      (them, evidence, who, kind, more) => {
        const place = (list: Person[]) => {
          const at = rankPeople(list, evidence, none).findIndex(({ personId }) => personId === who)
          return at < 0 ? 99 : at
        }
        const busier = them.map((one) => (one.personId === who ? { ...one, [kind]: one[kind] + more } : one))
        expect(place(busier)).toBeGreaterThanOrEqual(place(them))
      },
    ),
    { numRuns: 500 },
  )
})

test('the order of what comes in changes nothing, and shares add up to one', () => {
  fc.assert(
    fc.property(people, evidenceOf, (them, evidence) => {
      const unlike = evidence.filter(
        (one, i) => evidence.findIndex((e) => e.personId === one.personId && e.source === one.source) === i,
      )
      const ranked = rankPeople(them, unlike, none)
      const turned = rankPeople(them.toReversed(), unlike.toReversed(), none)
      expect(turned.map(({ personId }) => personId)).toEqual(ranked.map(({ personId }) => personId))
      for (const { reasons } of ranked) expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    }),
  )
})

const at = (local: string) => new Date(`${local}:00+09:00`)
test('steps begin by the clock of working hours, and not all at once after an outage', () => {
  const posted = at('2026-06-05T15:15') // a Friday: two working hours are left
  expect(beginOfNext(null, posted, posted, routingPreset)).toEqual(at('2026-06-08T10:30'))
  expect(beginOfNext('people', posted, at('2026-06-08T10:30'), routingPreset)).toEqual(at('2026-06-08T14:30'))
  expect(beginOfNext('people', posted, at('2026-06-12T09:00'), routingPreset)).toEqual(at('2026-06-12T13:00'))
  expect(beginOfNext('adviser', posted, posted, routingPreset)).toBeNull()
})
