import { carried, exceptions, type Package, permits } from './licence.ts'

export interface Installed extends Package {
  /** Licence text that came with the package, if any. */
  text: string
}

/** The text apart from whose it is: many packages share one text under different copyright lines. */
function parts(text: string): { owners: string[]; body: string } {
  const lines = text
    .replaceAll('\r', '')
    .split('\n')
    .map((line) => line.trim())
  const owners = lines.filter((line) => /^(copyright|©|\(c\))/i.test(line))
  const body = lines.filter(
    (line) => !owners.includes(line) && !/^(#+ *)?(the )?(mit|isc) licen[cs]e( \(mit\))?$/i.test(line),
  )
  return {
    owners,
    body: body
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  }
}

/** THIRD-PARTY-NOTICES.md: everything named by the lock file, then each licence text once. */
export function noticesPage(
  packages: readonly Package[],
  installed: readonly Installed[],
  carriedText: (file: string) => string,
): string {
  const rows = packages.map(
    ({ name, version, licence }) => `| ${name} | ${version} | ${licence || '(none declared)'} |`,
  )
  const special = exceptions
    .map(({ package: pattern, why }) => ({
      names: packages.filter(({ name, licence }) => pattern.test(name) && !permits(licence)).map(({ name }) => name),
      why,
    }))
    .filter(({ names }) => names.length)
    .map(({ names, why }) => `- ${[...new Set(names)].join(', ')}: ${why}`)
  const inside = carried
    .filter((its) => packages.some(({ name }) => name === its.package))
    .flatMap(({ package: name, what, file }) => [
      `### ${name}`,
      '',
      what,
      '',
      ...(file ? [quoted(carriedText(file)), ''] : []),
    ])

  const texts = Map.groupBy(
    installed.filter(({ text }) => text.trim()).map((its) => ({ ...its, ...parts(its.text) })),
    ({ body }) => body.toLowerCase().replace(/[^a-z0-9]+/g, ' '),
  )
  const sections = [...texts.values()].flatMap((group) => [
    `### ${group.length === 1 ? group[0]?.name : `${group[0]?.licence}, ${group.length} packages`}`,
    '',
    ...group.map(({ name, version, owners }) => `- ${[`${name} ${version}`, ...owners].join('; ')}`),
    '',
    quoted(group[0]?.body ?? ''),
    '',
  ])
  return [
    '# Third-party notices',
    '',
    'Banso is under the Apache License 2.0 (LICENSE). It stands on the packages below, each under its own terms.',
    'Made from package-lock.json and the installed packages by `npm run notices`; do not edit. Packages that only tests',
    'and development need are left out; packages for other platforms than the one at hand are named without their text.',
    '',
    '## Packages under other terms than the usual permissive ones',
    '',
    ...special,
    '',
    '## Works inside packages',
    '',
    ...inside,
    '## All packages',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...rows,
    '',
    '## Licence texts',
    '',
    ...sections,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}

const quoted = (text: string): string => `~~~~text\n${text.trimEnd()}\n~~~~`
