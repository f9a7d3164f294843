import { expect, test } from 'vitest'
import { permits, refusedPackages } from './licence.ts'
import { noticesPage } from './page.ts'

test.each([
  ['MIT', true],
  ['GPL-3.0-only', false],
  ['', false],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['MIT AND GPL-3.0-or-later', false],
  ['(MIT OR GPL-2.0) AND ISC', true],
  ['(MIT AND GPL-2.0) OR (ISC AND Apache-2.0)', true],
  ['(MIT AND GPL-2.0) OR (ISC AND AGPL-3.0)', false],
  ['(MIT', false],
  ['MIT ISC', false],
  ['SEE LICENSE IN LICENSE', false],
])('%s: %s', (expression, permitted) => {
  expect(permits(expression)).toBe(permitted)
})

const named = (name: string, licence: string) => ({ name, version: '1.0.0', licence })

test('a package under other terms is refused by name, an exception only while it declares what was cleared', () => {
  const refused = refusedPackages([
    named('left-pad', 'MIT'),
    named('viral', 'AGPL-3.0-only'),
    named('lightningcss', 'MPL-2.0'),
    named('lightningcss-linux-x64-gnu', 'MPL-2.0'),
    named('buffers', ''),
    named('chainsaw', 'GPL-3.0-only'),
    named('bare', ''),
  ])
  expect(refused.map((failure) => failure.split(':')[0])).toEqual(['viral 1.0.0', 'chainsaw 1.0.0', 'bare 1.0.0'])
})

test('the page names every package, says why exceptions stand, and prints a shared text once with every owner', () => {
  const text = (owner: string) => `MIT License\n\nCopyright (c) ${owner}\n\nPermission is hereby granted\n`
  const page = noticesPage(
    [
      named('a', 'MIT'),
      named('b', 'MIT'),
      named('lightningcss', 'MPL-2.0'),
      named('lindera-wasm-nodejs-ipadic', 'MIT'),
    ],
    [
      { ...named('a', 'MIT'), text: text('Ann') },
      { ...named('b', 'MIT'), text: text('Bob') },
    ],
    (file) => `text of ${file}`,
  )
  for (const name of ['a', 'b', 'lightningcss', 'lindera-wasm-nodejs-ipadic'])
    expect(page).toContain(`| ${name} | 1.0.0 |`)
  expect(page).toContain('- lightningcss: compiles style sheets')
  expect(page).toContain('text of ipadic.txt')
  expect(page).toContain('- a 1.0.0; Copyright (c) Ann\n- b 1.0.0; Copyright (c) Bob')
  expect(page.match(/Permission is hereby granted/g)).toHaveLength(1)
})
