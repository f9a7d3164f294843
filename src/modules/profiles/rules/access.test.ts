import { expect, test } from 'vitest'
import type { Role } from '#kernel/permission'
import { type View, type Viewer, viewers, views } from '../contract/names.ts'
import { access, needsPurpose, type Relation, reachOver, rightTo } from './access.ts'

/** Written out a second time on purpose: changing who may see what must be done in two places. */
const expected = `
          self colleague head    dx-office hr     executive expert prefecture
levels    own  consent   section all       all    no        no     no
evidence  own  no        no      all       no     no        no     no
will      own  consent   consent all       all    consent   no     no
finder    no   consent   section all       all    no        no     no
section   no   no        section all       all    no        no     no
city      no   groups    groups  groups    groups groups    no     groups
export    own  no        no      no        all    no        no     no
looks     own  no        no      no        no     no        no     no
recognition own consent  consent all       all    all       no     no`

const [header, ...lines] = expected
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))

test('there are eight viewers and nine views, and the matrix is this one, cell by cell', () => {
  expect(header).toEqual([...viewers])
  expect(lines.map(([view]) => view)).toEqual([...views])
  for (const [view, ...cells] of lines)
    for (const [at, cell] of cells.entries())
      expect([view, viewers[at], access[view as View][viewers[at]!]]).toEqual([view, viewers[at], cell])
})

const rolesOf: Record<Exclude<Viewer, 'self'>, Role[]> = {
  colleague: ['staff'],
  head: ['staff', 'section-head'],
  'dx-office': ['dx-office'],
  hr: ['hr'],
  executive: ['executive'],
  expert: ['expert'],
  prefecture: ['prefecture'],
}

const relation = (viewer: Viewer, more: Partial<Relation> = {}): Relation => ({
  ...{ self: viewer === 'self', heads: viewer === 'head', roles: viewer === 'self' ? ['staff'] : rolesOf[viewer] },
  ...{ shown: false, willShownTo: 'office' },
  ...more,
})

test.each(viewers)('%s sees of one person what the matrix says, and nothing else', (viewer) => {
  for (const view of views) {
    const reach = access[view][viewer]
    const seen = rightTo(view, relation(viewer))
    if (reach === 'own' || reach === 'all' || reach === 'section') expect([view, seen]).toEqual([view, viewer])
    else expect([view, seen]).toEqual([view, undefined])
  }
})

test('consent opens the levels to colleagues and nothing more', () => {
  const open = (viewer: Viewer) => views.filter((view) => rightTo(view, relation(viewer, { shown: true })))
  expect(open('colleague')).toEqual(['levels', 'finder'])
  expect(open('expert')).toEqual([])
  expect(open('prefecture')).toEqual([])
})

test('will is shown to whom its owner allows', () => {
  const sees = (viewer: Viewer, willShownTo: Relation['willShownTo'], heads = viewer === 'head') =>
    rightTo('will', relation(viewer, { willShownTo, heads })) !== undefined
  for (const viewer of ['colleague', 'head', 'executive'] as const) {
    expect(sees(viewer, 'office')).toBe(false)
    expect(sees(viewer, 'head')).toBe(viewer === 'head')
    expect(sees(viewer, 'everyone')).toBe(true)
  }
  expect(sees('head', 'head', false)).toBe(false) // the head of another section
  for (const viewer of ['dx-office', 'hr'] as const) expect(sees(viewer, 'office')).toBe(true)
})

test('a head of another section is a colleague; an administrator is one too', () => {
  expect(rightTo('levels', relation('head', { heads: false }))).toBeUndefined()
  expect(rightTo('levels', relation('colleague', { roles: ['administrator'] }))).toBeUndefined()
  expect(reachOver('finder', { roles: ['administrator'], heads: false })).toBe('consent')
})

test('the narrowest right that is enough is the one used; a purpose is asked of DX推進課 and 人事 alone', () => {
  expect(rightTo('levels', relation('dx-office', { shown: true, roles: ['staff', 'dx-office'] }))).toBe('colleague')
  expect(rightTo('levels', relation('dx-office', { heads: true, roles: ['dx-office'] }))).toBe('head')
  expect(viewers.filter(needsPurpose)).toEqual(['dx-office', 'hr'])
})

test('of several roles the widest reach counts for lists', () => {
  expect(reachOver('finder', { roles: ['staff'], heads: false })).toBe('consent')
  expect(reachOver('finder', { roles: ['staff'], heads: true })).toBe('section')
  expect(reachOver('finder', { roles: ['executive', 'hr'], heads: false })).toBe('all')
  expect(reachOver('city', { roles: ['expert'], heads: false })).toBe('no')
})
