import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { firstDayOf, fiscalYearOf, type IsoDate } from '#kernel/fiscal-year'
import type { Db } from '#server/db/transaction'
import { DemoNames, DemoSections } from './content.ts'
import { type DemoPerson, demoPassword, demoPeople, demoSignIns } from './rules/demo.ts'
import { createDemoBody, insertDemoPeople, insertDemoSections, insertDemoSignIns } from './store/demo.ts'

const folder = join(import.meta.dirname, '../../../data/demo/city')
const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'))

/** What the community's part of the demo is written by: people with their posts, and the ids of all. */
export interface DemoCity {
  bodyId: number
  people: (DemoPerson & { id: string })[]
  sectionIds: ReadonlyMap<string, string>
  signIns: ReadonlyMap<string, string>
  /** Tags the people one signs in as say they know, by person. */
  interests: ReadonlyMap<string, readonly string[]>
}

/** Makes the body of the demo city, only in a database that has no body at all; as the owner of the tables. */
export async function makeDemoBody(owner: Db): Promise<number | undefined> {
  return createDemoBody(owner, DemoSections.parse(await read('sections.json')).body)
}

/** Fills the demo body with its sections and people as of `today`. */
export async function loadDemoPeople(db: Db, bodyId: number, today: IsoDate): Promise<DemoCity> {
  const { sections } = DemoSections.parse(await read('sections.json'))
  const { family, given } = DemoNames.parse(await read('names.json'))
  const people = demoPeople(sections, family, given, today)
  const sectionIds = await insertDemoSections(db, bodyId, sections, firstDayOf(fiscalYearOf(today) - 10))
  const ids = await insertDemoPeople(db, bodyId, people, sectionIds)
  const known = people.map((person) => ({ ...person, id: ids.get(person.number)! }))
  const taken = new Set<string>()
  const signIns = demoSignIns.map(({ login, section, title, head = false, roles = [], interests }) => {
    const fits = (anywhere: boolean) =>
      known.find(({ id, left, posts }) => {
        const post = posts.findLast(({ kind }) => kind === 'main')!
        const there = anywhere || post.section === section
        return !left && !taken.has(id) && there && post.head === head && post.title === title
      })
    const person = fits(false) ?? fits(true)
    if (!person) throw new Error(`nobody for ${login}`)
    taken.add(person.id)
    return { login, personId: person.id, roles, interests }
  })
  await insertDemoSignIns(db, bodyId, signIns, await hash(demoPassword), today)
  return {
    bodyId,
    people: known,
    sectionIds,
    signIns: new Map(signIns.map(({ login, personId }) => [login, personId])),
    interests: new Map(signIns.map(({ personId, interests }) => [personId, interests])),
  }
}
