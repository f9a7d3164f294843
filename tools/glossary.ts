/**
 * Holds names to docs/glossary.md: every module, table and operation noun is a code name there, and no name uses a
 * word the page gave up. `node tools/glossary.ts` checks this tree.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { moduleOrder } from './architecture/rules.ts'
import { checkGlossary } from './glossary/check.ts'
import { finish, type Report } from './report.ts'

/** The nouns of every module's contract, read from the contracts themselves. */
async function operationNouns(root: string): Promise<string[]> {
  const nouns: string[] = []
  for (const module of moduleOrder) {
    const file = join(root, `src/modules/${module}/contract.ts`)
    if (!existsSync(file)) continue
    const exported: Record<string, object | undefined> = await import(file)
    const contract = exported[`${module}Contract`]
    if (!contract) throw new Error(`src/modules/${module}/contract.ts does not export ${module}Contract`)
    nouns.push(...Object.keys(contract))
  }
  return nouns
}

export const glossary = async (root: string): Promise<Report> => checkGlossary(root, await operationNouns(root))

if (import.meta.main) finish(await glossary(process.cwd()))
