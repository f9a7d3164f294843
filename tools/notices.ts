/**
 * Writes THIRD-PARTY-NOTICES.md from the lock file and the installed packages; refuses licences nobody has cleared.
 * `--check` writes nothing and fails when the page is not up to date.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Package, refusedPackages } from './notices/licence.ts'
import { type Installed, noticesPage } from './notices/page.ts'
import { finish, type Report } from './report.ts'

const page = 'THIRD-PARTY-NOTICES.md'

interface Locked extends Package {
  path: string
  /** Only for some operating systems or processors, so not on every machine. */
  platform: boolean
}

/** What running the product needs: everything locked that is not for development alone. */
function lockedPackages(root: string): Locked[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; license?: string; dev?: boolean; os?: string[]; cpu?: string[] }>
  }
  return Object.entries(lock.packages)
    .filter(([path, its]) => path !== '' && !its.dev)
    .map(([path, its]) => ({
      path,
      name: path.replace(/^.*node_modules\//, ''),
      version: its.version,
      licence: its.license ?? '',
      platform: its.os !== undefined || its.cpu !== undefined,
    }))
    .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1))
}

function withText(root: string, { path, ...its }: Locked): Installed[] {
  const folder = join(root, path)
  if (its.platform || !existsSync(folder)) return []
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name))
  return [{ ...its, text: files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n') }]
}

function notices(root: string): { packages: Locked[]; text: string } {
  const packages = lockedPackages(root)
  const unique = [...new Map(packages.map((its) => [`${its.name} ${its.version}`, its])).values()]
  const text = noticesPage(
    unique,
    unique.flatMap((its) => withText(root, its)),
    (file) => readFileSync(join(import.meta.dirname, 'notices', file), 'utf8'),
  )
  return { packages: unique, text }
}

export function checkNotices(root: string): Report {
  const { packages, text } = notices(root)
  const failures = refusedPackages(packages)
  const stands = existsSync(join(root, page)) ? readFileSync(join(root, page), 'utf8') : ''
  if (stands !== text) failures.push(`${page} is not what package-lock.json makes: run npm run notices`)
  return { check: 'notices', subjects: packages.length, failures }
}

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(page, notices(process.cwd()).text)
  finish(checkNotices(process.cwd()))
}
