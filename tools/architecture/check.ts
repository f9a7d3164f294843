import { join } from 'node:path'
import type { Report } from '../report.ts'
import { filesUnder, readSource, type Source } from '../source.ts'
import { labelsOf, type Place, placeOf, resolver, ruleOf } from './place.ts'
import {
  fileName,
  forbiddenFiles,
  forbiddenFolders,
  forbiddenNames,
  japaneseAllowed,
  layers,
  limits,
  moduleKinds,
  moduleOrder,
} from './rules.ts'

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
const japaneseSentence = /[。]|(です|ます|ません|でした|ました)($|[\s」）)])/u

export function checkArchitecture(root: string): Report {
  const files = filesUnder(root, ['src', 'tools', 'bench', 'tests'])
  const resolve = resolver(root)
  const failures = missingReadmes(files)
  const notes: string[] = []
  for (const path of files) {
    const place = placeOf(path)
    failures.push(...wrongPlace(place), ...wrongName(path))
    if (!/\.tsx?$/.test(path)) continue
    const source = readSource(join(root, path))
    failures.push(
      ...source.errors.map((error) => `${path}: ${error}`),
      ...wrongImports(place, source, resolve),
      ...wrongWords(place, source),
      ...wrongShape(place, source),
    )
    if (source.lines > limits.listed) notes.push(`${path} has ${source.lines} lines: time to make it a folder`)
  }
  return { check: 'architecture', subjects: files.length, failures, notes }
}

function wrongPlace({ path, layer, owner, kind, test }: Place): string[] {
  if (!path.startsWith('src/')) return []
  if (layer !== 'modules') {
    if (!layers[layer]) return [`${path}: src/ holds only ${[...Object.keys(layers), 'modules'].join(', ')}`]
    return layer === 'engines' && !owner ? [`${path}: an engine is a folder of src/engines`] : []
  }
  if (!owner || !kind) return [`${path}: a module is a folder of src/modules`]
  if (!(moduleOrder as readonly string[]).includes(owner)) {
    return [`${path}: module "${owner}" is not in the order of tools/architecture/rules.ts`]
  }
  const allowed = kind === 'README.md' || test || (moduleKinds[kind] && !path.endsWith(`${kind}.tsx`))
  return allowed ? [] : [`${path}: a module may hold only README.md, ${Object.keys(moduleKinds).join(', ')} and tests`]
}

function wrongName(path: string): string[] {
  const parts = path.split('/')
  const file = parts.pop() ?? ''
  const folder = parts.find((part) => forbiddenFolders.test(part))
  if (folder) return [`${path}: no folder is called "${folder}"; name what it holds`]
  if (forbiddenFiles.test(file)) return [`${path}: no file is called "${file}"; name what it holds, import it directly`]
  return fileName.test(file) ? [] : [`${path}: file names are kebab-case`]
}

function wrongImports(place: Place, source: Source, resolve: ReturnType<typeof resolver>): string[] {
  const rule = ruleOf(place)
  const failures: string[] = []
  for (const { specifier, line } of source.imports) {
    const at = `${place.path}:${line}: `
    const target = resolve(place.path, specifier)
    if ('missing' in target) failures.push(`${at}cannot find "${specifier}" (${target.missing})`)
    if (!rule) continue
    if ('node' in target && !rule.node) failures.push(`${at}may not use ${target.node}`)
    if ('package' in target && rule.packages !== '*' && !rule.packages.includes(target.package)) {
      failures.push(`${at}may not use the package ${target.package}; allowed: ${rule.packages.join(', ') || 'none'}`)
    }
    if ('file' in target) {
      const labels = labelsOf(place, placeOf(target.file))
      const allowed = labels.some((label) => rule.imports.includes(label))
      const everything = rule.imports.includes('*') && !labels.includes('tests')
      if (!allowed && !everything) {
        failures.push(`${at}may not import ${target.file}; allowed: ${rule.imports.join(', ')}`)
      }
    }
  }
  return failures
}

/** Japanese stands where it is shown. Comments are English, though they may quote a Japanese term. */
function wrongWords(place: Place, source: Source): string[] {
  const rule = ruleOf(place)
  const free = !rule || rule.japanese || japaneseAllowed.some(({ path }) => path.test(place.path))
  const strings = free ? [] : source.strings.filter(({ value }) => japanese.test(value))
  const comments = source.comments.filter(({ value }) => japaneseSentence.test(value.replace(/「[^」]*」/gu, '')))
  const names = source.exported.filter(({ value }) => forbiddenNames.test(value))
  return [
    ...strings.map(({ line }) => `${place.path}:${line}: Japanese text belongs in contract, messages, web, ui or data`),
    ...comments.map(({ line }) => `${place.path}:${line}: comments are English (a Japanese term may be quoted)`),
    ...names.map(({ value, line }) => `${place.path}:${line}: "${value}" says nothing by its ending; name what it is`),
  ]
}

function wrongShape(place: Place, source: Source): string[] {
  const { path, kind } = place
  const most = ruleOf(place)?.maxLines ?? limits.failed
  return [
    ...(source.lines > most ? [`${path}: ${source.lines} lines, at most ${most}`] : []),
    ...(source.barrel && kind !== 'public' ? [`${path}: a barrel; import the files themselves`] : []),
  ]
}

function missingReadmes(files: string[]): string[] {
  const modules = new Set(
    files.map(placeOf).flatMap(({ layer, owner }) => (layer === 'modules' && owner ? [owner] : [])),
  )
  return [...modules]
    .map((name) => `src/modules/${name}/README.md`)
    .filter((readme) => !files.includes(readme))
    .map((readme) => `${readme}: missing; ten lines with the module's nouns, tables and invariants`)
}
