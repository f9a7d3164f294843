/**
 * Holds every file under data/ to the shape its module's content.ts gives it. `node tools/data.ts` checks this tree.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentShapes } from '#kernel/content'
import { moduleOrder } from './architecture/rules.ts'
import { checkContent, type Reference } from './data/check.ts'
import { finish, type Report } from './report.ts'

const references: Reference[] = [
  {
    field: 'section',
    under: /^data\/demo\/(?!city\/sections)/,
    names: (read) => {
      const city = read('data/demo/city/sections.json') as { sections: { name: string; kind: string }[] }
      return new Set(city.sections.filter(({ kind }) => kind === 'section').map(({ name }) => name))
    },
  },
]

export async function data(root: string): Promise<Report> {
  const shapes: Record<string, ContentShapes[string]> = {}
  const failures: string[] = []
  for (const module of moduleOrder) {
    const file = join(root, `src/modules/${module}/content.ts`)
    if (!existsSync(file)) continue
    const { content }: { content: ContentShapes } = await import(file)
    for (const [pattern, shape] of Object.entries(content)) {
      if (pattern.startsWith(`${module}/`) || pattern.startsWith('demo/')) shapes[pattern] ??= shape
      else failures.push(`src/modules/${module}/content.ts: ${pattern} is not under ${module}/ or demo/`)
    }
  }
  const report = checkContent(root, shapes, references)
  return { ...report, failures: [...failures, ...report.failures] }
}

if (import.meta.main) finish(await data(process.cwd()))
