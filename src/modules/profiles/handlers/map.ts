import { dateInJapan } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { frameworkInUse } from '#modules/framework/public'
import { signedIn } from '#server/operations'
import { profilesContract } from '../contract.ts'
import { needsPurpose, reachOver, viewersOf } from '../rules/access.ts'
import { agedSkill, ageing } from '../rules/finder.ts'
import { shownGroups } from '../rules/groups.ts'
import { groupsOf, peopleOf, sectionSeen } from '../store/map.ts'
import { keepLooks } from '../store/person.ts'
import { previewHandler } from './preview.ts'

const operations = signedIn(profilesContract.skillMap)

export const mapHandlers = {
  preview: operations.preview.handler(previewHandler),

  city: operations.city.handler(async ({ input: { by }, context: { db, scope } }) => {
    if (reachOver('city', { roles: scope.roles, heads: false }) === 'no')
      throw new Refusal('forbidden', 'not-permitted')
    const framework = await frameworkInUse(db, scope.bodyId)
    if (!framework) throw new Refusal('unavailable', 'no-framework')
    const asOf = dateInJapan(new Date())
    const counted = await groupsOf(db, scope.bodyId, by, framework.code, ageing, asOf)
    const targets = new Map(framework.profiles.map(({ code, name }) => [code, name]))
    const groups = counted.map(({ groupId, groupName, people, skills }) => ({
      id: groupId,
      name: by === 'target' ? (targets.get(groupId) ?? '') : groupName,
      people,
      skills: new Map(skills.map(({ skill, known, sum }) => [skill, { known, sum }])),
    }))
    return {
      asOf,
      areas: framework.areas.map(({ code, name }) => ({ code, name })),
      skills: framework.skills.map(({ code, name, area }) => ({ code, name, area })),
      groups: shownGroups(
        groups,
        framework.skills.map(({ code }) => code),
      ),
    }
  }),

  section: operations.section.handler(async ({ input: { sectionId, purpose }, context: { db, scope, note } }) => {
    const section = await sectionSeen(db, scope, sectionId)
    if (!section) throw new Refusal('missing', 'not-found')
    const { id, name, heads } = section
    const who = { roles: scope.roles, heads }
    const reach = reachOver('section', who)
    if (reach !== 'all' && !(reach === 'section' && heads)) throw new Refusal('forbidden', 'not-allowed')
    // Who heads the section looks as its head, whatever else they are.
    const as = heads ? 'head' : viewersOf(who).find((viewer) => needsPurpose(viewer))!
    if (needsPurpose(as) && !purpose) throw new Refusal('invalid', 'purpose')
    const framework = await frameworkInUse(db, scope.bodyId)
    if (!framework) throw new Refusal('unavailable', 'no-framework')
    const asOf = dateInJapan(new Date())
    const people = await peopleOf(db, scope, sectionId, framework.code)
    const others = people.filter((person) => person.id !== scope.personId)
    await keepLooks(
      db,
      scope,
      others.map((person) => ({ id: newId(), personId: person.id })),
      { as, view: 'section', purpose },
    )
    note({
      subjects: [sectionId, ...others.map((person) => person.id)],
      detail: { as, ...(purpose ? { purpose } : {}) },
    })
    return {
      asOf,
      section: { id, name },
      areas: framework.areas.map(({ code, name: area }) => ({ code, name: area })),
      skills: framework.skills.map(({ code, name: skill, area }) => ({ code, name: skill, area })),
      people: people.map(({ estimates, ...person }) => {
        const kept = new Map(estimates.map((one) => [one.skill, agedSkill(one, asOf)]))
        return {
          ...person,
          skills: framework.skills.map(({ code }) => {
            const skill = kept.get(code)
            return skill ? { mean: skill.mean, low: skill.low, high: skill.high } : null
          }),
        }
      }),
    }
  }),
}
