import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleRows, type PeopleField, peopleFields, sectionFields } from '../../contract/import-words.ts'
import { employmentNames, postKindNames } from '../../contract/names.ts'
import { holdsOn, shiftDay } from '../period.ts'
import { clash } from '../post.ts'
import { readDay } from './date.ts'
import { proposeMapping } from './mapping.ts'
import { type PersonState, planPeople } from './people.ts'
import { planSections } from './sections.ts'
import type { SectionPeriod } from './sections-known.ts'

test.each([
  ['2026-04-01', '2026-04-01'],
  ['2026/4/1', '2026-04-01'],
  ['２０２６．４．１', '2026-04-01'],
  ['2026年4月1日', '2026-04-01'],
  ['2026-04-01 00:00', '2026-04-01'],
  ['20260401', '2026-04-01'],
  ['R8.4.1', '2026-04-01'],
  ['r08/04/01', '2026-04-01'],
  ['令和8年4月1日', '2026-04-01'],
  ['令和 ８年 ４月 １日', '2026-04-01'],
  ['㋿8.4.1', '2026-04-01'],
  ['令和元年5月1日', '2019-05-01'],
  ['H31.4.30', '2019-04-30'],
  ['昭和64年1月7日', '1989-01-07'],
  ['5080401', '2026-04-01'],
  ['4310430', '2019-04-30'],
  ['46113', '2026-04-01'],
])('%s is %s', (text, day) => expect(readDay(text)).toBe(day))

test.each([
  '',
  '令和8年13月1日',
  'H31.5.1',
  '2026/2/30',
  '令和0年4月1日',
  '4月1日',
  '8.4.1',
  '6080401',
  'abc',
  '99999999',
])('%s is no day', (text) => expect(readDay(text)).toBe(undefined))

const section = (id: string, from = '2020-01-01'): SectionPeriod => ({
  sectionId: id,
  code: id.toUpperCase(),
  name: `第${id}課`,
  kana: '',
  kind: 'section',
  parentId: null,
  duties: '',
  from,
  to: null,
})
const sections = [section('a'), section('b'), section('c')]
const words = { name: '氏名', kana: '', mail: null, employment: 'regular' as const, joinedOn: null, leftOn: null }

/** What is left of everybody once the plan is carried out. */
function after(people: readonly PersonState[], plan: ReturnType<typeof planPeople>): PersonState[] {
  const changed = new Map(plan.changes.map((change) => [change.after.id, change.after]))
  const kept = people.map((person) => changed.get(person.id) ?? person)
  return [...kept, ...plan.changes.filter((change) => !change.before).map((change) => change.after)]
}

const row = (line: number, cells: Partial<Record<PeopleField, string>>) => ({
  line,
  cells: peopleFields.map((field) => cells[field] ?? ''),
})
const mapping = Object.fromEntries(peopleFields.map((field, i) => [field, i]))

/** The rows of a full list that says exactly what holds on the day. */
function listOf(people: readonly PersonState[], asOf: string) {
  let line = 1
  return people
    .filter((person) => person.leftOn === null || person.leftOn >= asOf)
    .flatMap((person) =>
      person.posts
        .filter((post) => holdsOn(post, asOf))
        .map((post) =>
          row(++line, {
            staffNumber: person.staffNumber,
            name: person.name,
            employment: employmentNames[person.employment],
            leftOn: person.leftOn ?? '',
            sectionCode: post.sectionId.toUpperCase(),
            kind: postKindNames[post.kind],
            title: post.title,
            head: post.head ? '○' : '',
            from: post.from,
            to: post.to ?? '',
          }),
        ),
    )
}

const day = fc.integer({ min: 0, max: 200 }).map((n) => shiftDay('2026-01-01', n))
const wanted = fc.record({
  who: fc.integer({ min: 1, max: 4 }),
  section: fc.constantFrom('A', 'B', 'C'),
  kind: fc.constantFrom('主務', '兼務'),
  title: fc.constantFrom('', '主事', '係長'),
  from: fc.option(day),
})
const files = fc.array(
  fc.record({
    mode: fc.constantFrom<'full' | 'differences'>('full', 'differences'),
    asOf: day,
    rows: fc.array(wanted, { maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 5 },
)

test('after any files: posts never clash, days before the base date tell the same, and a list of the day changes nothing', () => {
  let ids = 0
  const newId = () => `id-${ids++}`
  let carriedOut = 0
  fc.assert(
    fc.property(files, (several) => {
      let people: PersonState[] = []
      for (const { mode, asOf, rows } of several) {
        const raw = rows.map(({ who, section, kind, title, from }, i) =>
          row(i + 2, { staffNumber: `N${who}`, name: '氏名', sectionCode: section, kind, title, from: from ?? '' }),
        )
        const plan = planPeople({ rows: raw, mapping, mode, asOf, people, sections, newId })
        if (plan.refusals.length > 0) continue
        carriedOut++
        const earliest = [asOf, ...rows.flatMap(({ from }) => from ?? [])].sort()[0]!
        const next = after(people, plan)
        for (const person of next) {
          expect(clash(person.posts)).toBe(undefined)
          const was = people.find((one) => one.id === person.id)
          for (const on of [shiftDay(earliest, -1), shiftDay(earliest, -30)]) {
            const held = (one?: PersonState) =>
              (one?.posts ?? [])
                .filter((post) => holdsOn(post, on))
                .map((post) => post.id)
                .sort()
            expect(held(person)).toEqual(held(was))
          }
        }
        const list = listOf(next, asOf)
        const again = planPeople({ rows: list, mapping, mode: 'full', asOf, people: next, sections, newId })
        expect({ changes: again.changes, refusals: again.refusals }).toEqual({ changes: [], refusals: [] })
        people = next
      }
    }),
    { numRuns: 400 },
  )
  expect(carriedOut).toBeGreaterThan(100)
})

test('somebody listed again after leaving has come back, with their history', () => {
  const left: PersonState = {
    ...words,
    id: 'p',
    staffNumber: 'N1',
    leftOn: '2025-03-31',
    posts: [{ id: 'x', sectionId: 'a', kind: 'main', title: '', head: false, from: '2024-04-01', to: '2025-03-31' }],
  }
  const rows = [row(2, { staffNumber: 'N1', sectionCode: 'B', from: '2026-04-01' })]
  const plan = planPeople({
    rows,
    mapping,
    mode: 'differences',
    asOf: '2026-04-01',
    people: [left],
    sections,
    newId: () => 'y',
  })
  expect(plan.refusals).toEqual([])
  expect(plan.changes[0]).toMatchObject({ kind: 'added', after: { leftOn: null, name: '氏名' } })
  expect(plan.changes[0]!.after.posts.map((post) => post.id)).toEqual(['x', 'y'])
})

test('columns are proposed by our labels first, then by other names', () => {
  expect(proposeMapping('people', ['所属', 'No', '職員 番号', 'ﾌﾘｶﾞﾅ', '氏名※', '発令年月日'])).toEqual({
    sectionName: 0,
    staffNumber: 2,
    kana: 3,
    name: 4,
    from: 5,
  })
})

test('the example rows handed out import without a refusal', () => {
  const at = Object.fromEntries(sectionFields.map((field, i) => [field, i]))
  const lines = exampleRows.sections.map((cells, i) => ({
    line: i + 2,
    cells: sectionFields.map((field) => cells[field] ?? ''),
  }))
  const founded = planSections({
    rows: lines,
    mapping: at,
    mode: 'differences',
    asOf: '2026-04-01',
    sections: [{ ...section('x'), code: '0102' }],
    held: [],
    newId: () => crypto.randomUUID(),
  })
  expect(founded.refusals).toEqual([])
  const standing = [...founded.changes.flatMap((change) => change.after), { ...section('x'), code: '0102' }]
  const left: PersonState = { ...words, id: 'p', staffNumber: '001234', posts: [] }
  const rows = exampleRows.people.map((cells, i) => row(i + 2, cells))
  const plan = planPeople({
    rows,
    mapping,
    mode: 'differences',
    asOf: '2026-04-01',
    people: [left],
    sections: standing,
    newId: () => crypto.randomUUID(),
  })
  expect(plan.refusals).toEqual([])
  expect(plan.changes.map((change) => change.kind)).toEqual(['added', 'ended'])
})
