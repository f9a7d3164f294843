import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../report.ts'
import { filesUnder, readSource } from '../source.ts'
import { readGlossary, wordsOf } from './read.ts'

const page = 'docs/glossary.md'

/** `operations` are the nouns of the contracts: the first part of `noun.verb`. */
export function checkGlossary(root: string, operations: readonly string[]): Report {
  const { terms, failures } = readGlossary(readFileSync(join(root, page), 'utf8'))
  const known = new Set(terms.flatMap((term) => term.codes).map((code) => wordsOf(code).join(' ')))
  const used = [
    ...modulesOf(root).map((name) => ({ name, as: `module src/modules/${name}` })),
    ...tablesOf(root).map(({ name, file }) => ({ name, as: `table in ${file}` })),
    ...operations.map((name) => ({ name, as: 'operation noun' })),
  ]
  for (const { name, as } of used) {
    if (known.has(wordsOf(name).join(' '))) continue
    failures.push(
      `${page}: add a row for the ${as}:  | 日本語 | \`${name}\` | what it means | issue, law or policy |  |`,
    )
  }
  failures.push(...avoidedWords(root, terms))
  return { check: 'glossary', subjects: used.length, failures }
}

function modulesOf(root: string): string[] {
  const entries = readdirSync(join(root, 'src/modules'), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

function tablesOf(root: string): { name: string; file: string }[] {
  return filesUnder(root, ['db/migrations']).flatMap((file) => {
    const statements = readFileSync(join(root, file), 'utf8').replace(/--.*$/gm, '')
    const created = statements.matchAll(/\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?/gi)
    return [...created].map((match) => ({ name: match[1] as string, file }))
  })
}

/** Words given up for another must not come back in a name of ours; foreign protocols (routes) have their own. */
function avoidedWords(root: string, terms: ReturnType<typeof readGlossary>['terms']): string[] {
  const avoided = terms.flatMap(({ codes, avoid }) =>
    avoid.map((word) => ({ word, say: codes[0], its: singular(word) })),
  )
  return filesUnder(root, ['src/modules', 'src/kernel', 'db'])
    .filter((path) => /\.tsx?$/.test(path) && !/^src\/modules\/[^/]+\/routes[/.]/.test(path))
    .flatMap((path) => {
      const { declared, keys } = readSource(join(root, path))
      const schema = /^src\/modules\/[^/]+\/(contract|content)[/.]/.test(path)
      return [...new Set([...declared, ...(schema ? keys : [])])].flatMap((name) => {
        const words = ` ${singular(name)} `
        const hit = avoided.find(({ its }) => words.includes(` ${its} `))
        return hit ? [`${path}: "${name}" uses "${hit.word}"; the word is \`${hit.say}\` (${page})`] : []
      })
    })
}

const singular = (name: string): string =>
  wordsOf(name)
    .map((word) => word.replace(/s$/, ''))
    .join(' ')
