import { expect, test } from 'vitest'
import { answers, parseFilter } from './filter.ts'

const hanako = {
  userName: 'hanako',
  active: true,
  emails: [
    { type: 'work', value: 'h@city.example' },
    { type: 'home', value: 'h@home.example' },
  ],
  name: { familyName: '髙橋' },
}
const holds = (text: string) => answers(hanako, parseFilter(text)!)

test('and binds before or, not takes a group, and case means nothing in names and operators', () => {
  expect(parseFilter('a eq "1" or b eq "2" AND not (C pr)')).toEqual({
    op: 'or',
    left: { op: 'eq', path: 'a', value: '1' },
    right: {
      op: 'and',
      left: { op: 'eq', path: 'b', value: '2' },
      right: { op: 'not', of: { op: 'pr', path: 'c' } },
    },
  })
})

test('values in brackets, escapes and literals', () => {
  expect(parseFilter('emails[type eq "work"].value ew "]\\"x"')).toEqual({
    op: 'and',
    left: { op: 'eq', path: 'emails.type', value: 'work' },
    right: { op: 'ew', path: 'emails.value', value: ']"x' },
  })
  expect(parseFilter('a eq True and b eq -1.5 and c eq null')).toMatchObject({
    left: { left: { value: true }, right: { value: -1.5 } },
    right: { value: null },
  })
})

test('what is no filter is none', () => {
  for (const text of [
    '',
    'a',
    'a eq',
    'a eq "x',
    'a xx "x"',
    'a eq x',
    '(a pr',
    'a pr)',
    'a pr b',
    'not a pr',
    'a[b pr',
    '"a" eq "b"',
    `${'('.repeat(500)}a pr${')'.repeat(500)}`,
    'a eq "\\x"',
  ])
    expect([text, parseFilter(text)]).toEqual([text, undefined])
})

test('answers: any value of a list will do, text without regard to case', () => {
  for (const text of [
    'USERNAME eq "HANAKO"',
    'active eq true',
    'emails eq "h@home.example"',
    'emails[type eq "work" and value co "city"]',
    'emails.type ne "other"',
    'name.familyName sw "髙"',
    'userName gt "a"',
    'not (title pr)',
  ])
    expect([text, holds(text)]).toEqual([text, true])
  for (const text of [
    'userName eq "hana"',
    'emails.value sw "city"',
    'title pr',
    'active eq false',
    'emails.type ne "work"',
  ])
    expect([text, holds(text)]).toEqual([text, false])
})
