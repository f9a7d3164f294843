import { expect, test } from 'vitest'
import { type PatchStep, patched, type Resource } from './patch.ts'

const extension = 'urn:example:2.0:User'
const apply = (resource: Resource, ...steps: (Omit<PatchStep, 'value' | 'path'> & Partial<PatchStep>)[]) =>
  patched(
    resource,
    steps.map(({ op, path, value }) => ({ op, path, value })),
    [extension],
  )
const before = () => ({
  title: 'a',
  name: { familyName: '髙橋', givenName: '花子' },
  members: [{ value: '1' }, { value: '2' }],
  [extension]: { department: '0101' },
})

test('the resource that came in is left as it was', () => {
  const resource = before()
  apply(resource, { op: 'replace', path: 'name.givenName', value: '次郎' }, { op: 'remove', path: 'members' })
  expect(resource).toEqual(before())
})

test('add joins lists without doubles and merges complex values; replace takes their place', () => {
  expect(apply(before(), { op: 'add', path: 'members', value: [{ value: '2' }, { value: '3' }] })).toMatchObject({
    members: [{ value: '1' }, { value: '2' }, { value: '3' }],
  })
  expect(apply(before(), { op: 'replace', path: 'members', value: [{ value: '3' }] })).toMatchObject({
    members: [{ value: '3' }],
  })
  expect(apply(before(), { op: 'replace', path: 'name', value: { givenName: '次郎' } })).toMatchObject({
    name: { familyName: '髙橋', givenName: '次郎' },
  })
})

test('extensions are reached by their address, whole and in part, with and without path', () => {
  for (const step of [
    { op: 'replace', path: `${extension}:department`, value: '0201' },
    { op: 'add', path: extension, value: { department: '0201' } },
    { op: 'replace', value: { [`${extension}:department`]: '0201' } },
    { op: 'add', value: { [extension]: { department: '0201' } } },
  ] as const)
    expect(apply(before(), step)).toMatchObject({ [extension]: { department: '0201' } })
  expect(apply(before(), { op: 'remove', path: `${extension}:department` })).toMatchObject({ [extension]: {} })
})

test('remove: all, those a filter finds, those a value names', () => {
  const left = (step: Partial<PatchStep>) => (apply(before(), { op: 'remove', ...step }) as Resource).members
  expect(left({ path: 'members' })).toEqual([])
  expect(left({ path: 'members[value eq "1"]' })).toEqual([{ value: '2' }])
  expect(left({ path: 'members[value eq "9"]' })).toEqual([{ value: '1' }, { value: '2' }])
  expect(left({ path: 'members', value: [{ value: '2' }] })).toEqual([{ value: '1' }])
  expect(apply(before(), { op: 'remove', path: 'title' })).not.toHaveProperty('title')
})

test('a value that is not there is made of what its filter says, when that says it all', () => {
  expect(apply({}, { op: 'replace', path: 'emails[type eq "work"].value', value: 'x' })).toEqual({
    emails: [{ type: 'work', value: 'x' }],
  })
  expect(apply({}, { op: 'replace', path: 'emails[type ne "work"].value', value: 'x' })).toBe('no-target')
})

test('faults', () => {
  expect(apply({}, { op: 'remove' })).toBe('no-target')
  expect(apply({}, { op: 'add', value: 'x' })).toBe('invalid-value')
  expect(apply({}, { op: 'add', path: 'title' })).toBe('invalid-value')
  for (const path of ['a..b', 'a[b', 'a[]', '1a', 'a.b.c', '__proto__', 'a b'])
    expect([path, apply({}, { op: 'add', path, value: 'x' })]).toEqual([path, 'invalid-path'])
})
