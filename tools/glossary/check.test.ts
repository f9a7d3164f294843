import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkGlossary } from './check.ts'
import { header, readGlossary, wordsOf } from './read.ts'

const page = (...rows: string[]) =>
  ['# Glossary', '', `| ${header.join(' | ')} |`, '|---|---|---|---|---|', ...rows].join('\n')
const rows = [
  '| 職員 | `staff` | people | law | |',
  '| 個人 | `person` | somebody | law | `employee`, `staff member` |',
  '| 権限 | `role_grant` | a role held | own | |',
]

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'banso-words-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function check(files: Record<string, string> = {}, operations = ['person', 'roleGrant']) {
  const tree = {
    'docs/glossary.md': page(...rows),
    'src/modules/staff/store.ts': 'export const findPerson = (personId: string) => personId',
    'db/migrations/0001-a.sql':
      'create table person (id uuid); -- create table ghost\ncreate table role_grant (id uuid);',
    ...files,
  }
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return checkGlossary(root, operations).failures
}

test('modules, tables and operations that have their row pass, however they are spelt', () => {
  expect(check()).toEqual([])
})

test('a missing row is named with the line to add', () => {
  expect(check({ 'src/modules/weather/store.ts': '' })).toEqual([
    expect.stringContaining('module src/modules/weather:  | 日本語 | `weather` |'),
  ])
  rmSync(join(root, 'src/modules/weather'), { recursive: true })
  expect(check({ 'db/migrations/0002-b.sql': 'CREATE TABLE IF NOT EXISTS forecast (id uuid)' })).toEqual([
    expect.stringContaining('table in db/migrations/0002-b.sql:  | 日本語 | `forecast` |'),
  ])
  rmSync(join(root, 'db/migrations/0002-b.sql'))
  expect(check({}, ['person', 'roleGrant', 'apiToken'])).toEqual([expect.stringContaining('`apiToken`')])
})

test.each([
  ['a variable', 'src/modules/staff/store.ts', 'const employee = 1'],
  ['a parameter', 'src/modules/staff/store.ts', 'export const find = (employeeId: string) => employeeId'],
  ['a type', 'src/kernel/id.ts', 'export interface EmployeeId { a: 1 }'],
  ['two words', 'src/modules/staff/rules.ts', 'export function staffMembers() {}'],
  ['a column', 'db/tables.ts', 'export interface Database { person: { employee_id: string } }'],
  ['a field of the contract', 'src/modules/staff/contract.ts', 'export const a = z.object({ employee: z.string() })'],
])('a word given up fails as %s', (_, path, text) => {
  expect(check({ [path]: text })).toEqual([expect.stringMatching(/the word is `person`/)])
})

test('words of others stand: option keys, foreign protocols, longer words', () => {
  expect(
    check({
      'src/modules/staff/handlers.ts': "connect({ employee: 'x' })\nconst { employee: name } = foreign()",
      'src/modules/staff/routes.ts': 'const employee = 1',
      'src/modules/staff/rules.ts': 'const employment = 1',
      'src/server/mail.ts': 'const employee = 1',
    }),
  ).toEqual([])
})

test('a row lacking a cell and a name given twice are refused', () => {
  const { failures, terms } = readGlossary(
    page('| 甲 | `a` | x | |', '| 乙 | `b` | x | own | |', '| 丙 | `b` | y | own | |'),
  )
  expect(failures).toEqual([
    expect.stringContaining('docs/glossary.md:5: a row has five cells'),
    expect.stringContaining('docs/glossary.md:7: "b" already stands in line 6'),
  ])
  expect(terms.map((term) => term.codes)).toEqual([['b'], ['b']])
})

test('names are compared word by word', () => {
  expect(['roleGrant', 'RoleGrant', 'role-grant', 'role_grant'].map((name) => wordsOf(name).join(' '))).toEqual(
    Array(4).fill('role grant'),
  )
})
