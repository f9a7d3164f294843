import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { layers, moduleKinds, moduleOrder, type Rule, testPaths } from './rules.ts'

/** Where a file stands in the house. */
export interface Place {
  path: string
  layer: string
  /** Module or engine the file belongs to. */
  owner?: string
  /** File kind inside a module: contract, rules, store… */
  kind?: string
  test: boolean
}

export function placeOf(path: string): Place {
  const [top, layer = '', owner, file] = path.split('/')
  const test = testPaths.some((pattern) => pattern.test(path))
  if (top !== 'src') return { path, layer: top === 'db' ? 'db' : 'outside', test }
  if (layer === 'modules' && owner && file) return { path, layer, owner, kind: file.replace(/\.tsx?$/, ''), test }
  if (layer === 'engines' && owner && file) return { path, layer, owner, test }
  return { path, layer, test }
}

/** The rule a file lives under; undefined where it is free (tests, tools) or has no place (reported elsewhere). */
export function ruleOf(place: Place): Rule | undefined {
  if (place.test) return undefined
  return place.layer === 'modules' ? moduleKinds[place.kind ?? ''] : layers[place.layer]
}

/** The names under which `from` may have been allowed to import `to`. */
export function labelsOf(from: Place, to: Place): string[] {
  if (to.test) return ['tests']
  const own = from.layer === to.layer && from.owner !== undefined && from.owner === to.owner
  if (own) return ['own', `own:${to.kind}`, to.layer]
  if (to.layer === 'modules') {
    const order = (place: Place) => moduleOrder.indexOf(place.owner as (typeof moduleOrder)[number])
    const above = from.layer === 'modules' && order(to) < order(from)
    return [above ? `above:${to.kind}` : `${to.owner}:${to.kind}`]
  }
  const inner = to.path.replace(/^src\//, '').replace(/\.tsx?$/, '')
  return [to.layer, ...inner.split('/').map((_, depth, parts) => parts.slice(0, depth + 1).join('/'))]
}

export type Resolved = { file: string } | { package: string } | { node: string } | { missing: string }

/** Follows relative paths and the `#…` aliases of package.json, as Node does. */
export function resolver(root: string): (from: string, specifier: string) => Resolved {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports?: Record<string, string> }
  const aliases = Object.entries(manifest.imports ?? {}).map(([alias, target]) => ({
    prefix: alias.replace('*', ''),
    target: target.replace('./', ''),
  }))
  const file = (path: string): Resolved =>
    existsSync(join(root, path)) ? { file: path } : { missing: `there is no ${path}` }
  return (from, specifier) => {
    const path = specifier.replace(/\?.*$/, '')
    if (path.startsWith('.')) return file(normalize(join(dirname(from), path)).replaceAll('\\', '/'))
    if (path.startsWith('node:')) return { node: path }
    if (path.startsWith('#')) {
      const alias = aliases.find(({ prefix }) => path.startsWith(prefix))
      return alias
        ? file(alias.target.replace('*', path.slice(alias.prefix.length)))
        : { missing: 'no such alias in package.json#imports' }
    }
    return { package: path.split('/', path.startsWith('@') ? 2 : 1).join('/') }
  }
}
