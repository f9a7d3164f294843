/** One row of docs/glossary.md. */
export interface Term {
  line: number
  japanese: string
  codes: string[]
  meaning: string
  source: string
  /** Code words that would say the same thing and so are not used. */
  avoid: string[]
}

export const header = ['日本語', 'code name', 'meaning', 'source', 'words not to use']

/** Reads every table of the page that has the glossary's header; anything else is prose. */
export function readGlossary(text: string): { terms: Term[]; failures: string[] } {
  const terms: Term[] = []
  const failures: string[] = []
  let inside = false
  for (const [at, row] of text.split('\n').entries()) {
    if (!row.startsWith('|')) {
      inside = false
      continue
    }
    const cells = row
      .replace(/^\||\|\s*$/g, '')
      .split('|')
      .map((cell) => cell.trim())
    if (cells.join() === header.join()) inside = true
    else if (inside && !/^[-:]+$/.test(cells[0] ?? '')) {
      const [japanese = '', code = '', meaning = '', source = '', avoid = ''] = cells
      const term = { line: at + 1, japanese, codes: names(code), meaning, source, avoid: names(avoid) }
      if (cells.length !== header.length || !japanese || !term.codes.length || !meaning || !source) {
        failures.push(`docs/glossary.md:${at + 1}: a row has five cells, only the last may be empty`)
      } else terms.push(term)
    }
  }
  for (const [code, rows] of Map.groupBy(
    terms.flatMap((term) => term.codes.map((code) => ({ code, line: term.line }))),
    ({ code }) => code,
  )) {
    if (rows.length > 1)
      failures.push(`docs/glossary.md:${rows[1]?.line}: "${code}" already stands in line ${rows[0]?.line}`)
  }
  return { terms, failures }
}

/** Names are written in backticks, so that a cell may also hold words of explanation. */
const names = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string)

/** `roleGrant`, `RoleGrant`, `role-grant`, `role_grant` → role grant, word by word. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
