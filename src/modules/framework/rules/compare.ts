import type { Area, FrameworkDocument, Skill, TargetProfile } from '../contract/document.ts'
import type { Change, Difference } from '../contract/publishing.ts'

type Coded = { code: string; name: string }
const named = ({ code, name }: Coded) => ({ code, name })

/** What a later version says otherwise than an earlier one. Things are the same when their codes are. */
export function compare(from: FrameworkDocument, to: FrameworkDocument): Difference {
  const heading = changesOf(headingWords(from), headingWords(to))
  const areas = pairs(from.areas, to.areas)
  const skills = pairs(from.skills, to.skills)
  const profiles = pairs(from.profiles, to.profiles)
  const areaName = (version: FrameworkDocument, code: string) =>
    version.areas.find((one) => one.code === code)?.name ?? code
  const skillName = (code: string) => [...to.skills, ...from.skills].find((one) => one.code === code)?.name ?? code
  const difference = {
    heading,
    areas: { added: areas.added, dropped: areas.dropped, changed: areas.changed(areaWords) },
    skills: {
      added: skills.added,
      dropped: skills.dropped,
      reworded: skills.changed(skillWords),
      moved: skills.both
        .filter(([before, after]) => before.area !== after.area)
        .map(([before, after]) => ({
          ...named(after),
          before: areaName(from, before.area),
          after: areaName(to, after.area),
        })),
    },
    profiles: {
      added: profiles.added,
      dropped: profiles.dropped,
      changed: profiles.both
        .map(([before, after]) => ({
          ...named(after),
          changes: changesOf(profileWords(before), profileWords(after)),
          targets: targetsChanged(before, after).map((one) => ({ ...one, name: skillName(one.code) })),
        }))
        .filter(({ changes, targets }) => changes.length > 0 || targets.length > 0),
    },
    reordered: areas.reordered || skills.reordered || profiles.reordered,
  }
  const lists = [
    ...Object.values(difference.areas),
    ...Object.values(difference.skills),
    ...Object.values(difference.profiles),
  ]
  return {
    ...difference,
    same: heading.length === 0 && !difference.reordered && lists.every((list) => list.length === 0),
  }
}

function pairs<T extends Coded>(from: readonly T[], to: readonly T[]) {
  const earlier = new Map(from.map((one) => [one.code, one]))
  const later = new Set(to.map(({ code }) => code))
  const both = to.flatMap((after): [T, T][] => {
    const before = earlier.get(after.code)
    return before ? [[before, after]] : []
  })
  return {
    added: to.filter(({ code }) => !earlier.has(code)).map(named),
    dropped: from.filter(({ code }) => !later.has(code)).map(named),
    both,
    changed: (words: (one: T) => Map<string, string>) =>
      both
        .map(([before, after]) => ({ ...named(after), changes: changesOf(words(before), words(after)) }))
        .filter(({ changes }) => changes.length > 0),
    reordered:
      from
        .filter(({ code }) => later.has(code))
        .map(({ code }) => code)
        .join('\n') !== both.map(([{ code }]) => code).join('\n'),
  }
}

function changesOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((field) => ({ field, before: before.get(field) ?? '', after: after.get(field) ?? '' }))
    .filter((change) => change.before !== change.after)
}

const numbered = (field: string, texts: readonly string[], first: number) =>
  texts.map((text, at): [string, string] => [`${field}-${at + first}`, text])

const headingWords = ({ name, description, source, licence, status, levels }: FrameworkDocument) =>
  new Map([...Object.entries({ name, description, source, licence, status }), ...numbered('level', levels, 0)])

const areaWords = ({ name, description, category }: Area) => new Map(Object.entries({ name, description, category }))

const skillWords = (skill: Skill) =>
  new Map([
    ['name', skill.name],
    ['description', skill.description],
    ...numbered('level', skill.levels, 0),
    ...numbered('example', skill.examples, 1),
    ['axes', [...skill.axes].sort().join(' ')],
    [
      'crosswalk',
      skill.crosswalk
        .map(({ framework, skill: to }) => `${framework}:${to}`)
        .sort()
        .join(' '),
    ],
    ['status', skill.status],
    ['source', skill.source],
  ])

const profileWords = ({ name, kind, description, status }: TargetProfile) =>
  new Map(Object.entries({ name, kind, description, status }))

function targetsChanged(before: TargetProfile, after: TargetProfile) {
  const was = new Map(before.targets.map(({ skill, level }) => [skill, level]))
  const is = new Map(after.targets.map(({ skill, level }) => [skill, level]))
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((code) => ({ code, before: was.get(code) ?? null, after: is.get(code) ?? null }))
    .filter((one) => one.before !== one.after)
}
