import { dateInJapan } from '#kernel/fiscal-year'
import { frameworkInUse, resolverOf } from '#modules/framework/public'
import type { OperationContext } from '#server/operations'
import { type SheetFormat, writeSheet } from '#server/sheet/write'
import { type Purpose, withdrawalReasonNames } from '../contract/names.ts'
import { disclosureHeader, disclosureRows, fileName, nameSeparator } from '../messages/disclosure.ts'
import { estimatesOf } from '../rules/estimate.ts'
import { countedRows, ledgerOf, ledgerPage } from '../store/evidence.ts'
import { looksOn, looksPage } from '../store/person.ts'
import { willOf } from '../store/will.ts'
import { resolved } from './estimate.ts'
import { looked } from './right.ts'

interface Asked {
  personId?: string | undefined
  purpose?: Purpose | undefined
  format: SheetFormat
}

/** All that is kept of a person's skills as one file: levels, every row of evidence, the will, and who looked. */
export async function disclosureHandler({ input, context }: { input: Asked; context: OperationContext }) {
  const { db, scope } = context
  const { person } = await looked(context, 'export', input)
  const framework = await frameworkInUse(db, scope.bodyId)
  const resolve = await resolverOf(db, scope.bodyId)
  const names = new Map(framework?.skills.map(({ code, name }) => [code, name]))
  const nameOf = (family: string, skill: string) =>
    resolve(family, skill)
      .map((code) => names.get(code))
      .filter(Boolean)
      .join(nameSeparator) || skill
  const asOf = dateInJapan(new Date())
  const counted = (await countedRows(db, scope.bodyId, [person.id])).get(person.id) ?? []
  const estimates = framework ? estimatesOf(framework, resolved(counted, resolve), asOf) : []
  const evidence = await allPages(ledgerPage, (page) => ledgerOf(db, scope, person.id, page))
  const looks = await allPages(looksPage, (page) => looksOn(db, scope, person.id, page))
  const rows = disclosureRows({
    estimates: estimates.map((one) => ({ ...one, name: names.get(one.skill) ?? one.skill })),
    evidence: evidence.map(({ framework: family, skill, withdrawnAt, withdrawnBy, reason, ...row }) => ({
      ...row,
      skillName: nameOf(family, skill),
      withdrawn: withdrawnAt ? { by: withdrawnBy, reason: withdrawalReasonNames[reason ?? ''] ?? reason ?? '' } : null,
    })),
    will: await willOf(db, scope, person.id),
    looks: looks.map(({ at, ...look }) => ({ ...look, on: dateInJapan(at) })),
    asOf,
  })
  const written = await writeSheet({ name: 'skills', header: disclosureHeader, rows }, input.format)
  return {
    name: `${fileName}-${asOf}.${written.extension}`,
    mediaType: written.mediaType,
    base64: written.bytes.toString('base64'),
    rows: rows.length,
    missing: written.missing,
  }
}

async function allPages<R>(size: number, read: (page: number) => Promise<readonly R[]>): Promise<R[]> {
  const all: R[] = []
  for (let page = 1; ; page++) {
    const rows = await read(page)
    all.push(...rows)
    if (rows.length < size) return all
  }
}
