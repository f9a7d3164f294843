import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { frameworkContract } from '../contract.ts'
import { copied, movedBefore } from '../rules/editing.ts'
import * as store from '../store/draft.ts'
import { insertVersion, versionOf } from '../store/version.ts'
import { draftFor, requireSound } from './draft.ts'

const frameworks = signedIn(frameworkContract.framework)
const areas = signedIn(frameworkContract.area)

export const frameworkEditing = {
  copy: frameworks.copy.handler(async ({ input, context: { db, scope, note } }) => {
    const base = await versionOf(db, scope.bodyId, input.id)
    if (!base) throw new Refusal('missing', 'not-found')
    const document = copied(base, input.code ?? base.code, input.version)
    const how = { bodyId: scope.bodyId, shipped: false, published: false, baseId: base.id, by: scope.personId }
    const [id] = await insertVersion(db, document, how)
    if (!id) throw new Refusal('conflict', 'version-taken', { version: input.version })
    note({ detail: { from: `${base.code} ${base.version}`, to: `${document.code} ${document.version}` } })
    return { id }
  }),

  update: frameworks.update.handler(async ({ input, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, input.id)
    if (!(await store.updateHeading(db, draft, input, input.revision)))
      throw new Refusal('conflict', 'stale', {}, { current: version })
    note({ detail: { framework: version.code, version: version.version } })
    return { revision: input.revision + 1 }
  }),

  discard: frameworks.discard.handler(async ({ input, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, input.id)
    await store.removeDraft(db, draft)
    note({ detail: { framework: version.code, version: version.version } })
    return {}
  }),
}

export const areaHandlers = {
  arrange: areas.arrange.handler(async ({ input, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, input.id)
    const kept = new Set(input.areas.map(({ code }) => code))
    const left = version.skills.find(({ area }) => !kept.has(area))
    if (left && input.revision === version.revision) throw new Refusal('conflict', 'area-in-use', { code: left.area })
    requireSound({ code: version.code, areas: input.areas, skills: [], profiles: [] })
    if (left || !(await store.replaceAreas(db, draft, input.areas, input.revision)))
      throw new Refusal('conflict', 'stale', {}, { current: { areas: version.areas, revision: version.revision } })
    note({ detail: { framework: version.code, version: version.version, areas: [...kept] } })
    return { revision: input.revision + 1 }
  }),
}

const skills = signedIn(frameworkContract.skill)

export const skillHandlers = {
  add: skills.add.handler(async ({ input: { id, ...skill }, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, id)
    requireSound({ ...version, skills: [...version.skills, skill] })
    const name = await store.otherName(db, draft, version.code, skill)
    if (name !== undefined) throw new Refusal('conflict', 'code-used', { code: skill.code, name })
    await store.insertSkill(db, draft, skill)
    note({ detail: { framework: version.code, version: version.version, skill: skill.code } })
    return { revision: 1 }
  }),

  update: skills.update.handler(async ({ input: { id, revision, ...skill }, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, id)
    const current = version.skills.find(({ code }) => code === skill.code)
    if (!current) throw new Refusal('conflict', 'skill-gone')
    requireSound({ ...version, skills: version.skills.map((one) => (one === current ? { ...one, ...skill } : one)) })
    if (!(await store.updateSkill(db, draft, skill, revision))) throw new Refusal('conflict', 'stale', {}, { current })
    note({ detail: { framework: version.code, version: version.version, skill: skill.code } })
    return { revision: revision + 1 }
  }),

  move: skills.move.handler(async ({ input, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, input.id)
    if (!version.areas.some(({ code }) => code === input.area))
      throw new Refusal('invalid', 'no-area', { code: input.area })
    const order = movedBefore(version.skills, input.code, input.area, input.before)
    if (!order) throw new Refusal('conflict', 'skill-gone')
    await store.orderSkills(db, draft, order, input.code, input.area)
    note({ detail: { framework: version.code, version: version.version, skill: input.code, area: input.area } })
    return {}
  }),

  remove: skills.remove.handler(async ({ input, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, input.id)
    if (!(await store.removeSkill(db, draft, input.code))) throw new Refusal('conflict', 'skill-gone')
    note({ detail: { framework: version.code, version: version.version, skill: input.code } })
    return {}
  }),
}

const profiles = signedIn(frameworkContract.targetProfile)

export const targetProfileHandlers = {
  add: profiles.add.handler(async ({ input: { id, ...profile }, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, id)
    requireSound({ ...version, profiles: [...version.profiles, profile] })
    await store.writeProfile(db, draft, profile, undefined)
    note({ detail: { framework: version.code, version: version.version, profile: profile.code } })
    return { revision: 1 }
  }),

  update: profiles.update.handler(async ({ input: { id, revision, ...profile }, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, id)
    const current = version.profiles.find(({ code }) => code === profile.code)
    if (!current) throw new Refusal('conflict', 'profile-gone')
    requireSound({ ...version, profiles: version.profiles.map((one) => (one === current ? profile : one)) })
    if (!(await store.writeProfile(db, draft, profile, revision)))
      throw new Refusal('conflict', 'stale', {}, { current })
    note({ detail: { framework: version.code, version: version.version, profile: profile.code } })
    return { revision: revision + 1 }
  }),

  remove: profiles.remove.handler(async ({ input, context: { db, scope, note } }) => {
    const { draft, version } = await draftFor(db, scope, input.id)
    if (!(await store.removeProfile(db, draft, input.code))) throw new Refusal('conflict', 'profile-gone')
    note({ detail: { framework: version.code, version: version.version, profile: input.code } })
    return {}
  }),
}
