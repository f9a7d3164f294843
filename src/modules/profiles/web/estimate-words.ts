import { formatNumber } from '../../../ui/format.ts'
import type { Profile, SkillShown } from './use-profiles.ts'

const tenth = (value: number) => Math.round(value * 10) / 10

/** 「2 一人でできる（1.4から2.6）」: the likeliest level with its name, and the interval. */
export function levelWords(
  { level, low, high }: Pick<SkillShown, 'level' | 'low' | 'high'>,
  levels: readonly string[],
): string {
  if (level === null || low === null || high === null) return '不明'
  return `${level} ${levels[level] ?? ''}（${formatNumber(tenth(low))}から${formatNumber(tenth(high))}）`
}

/** An area as one spoke: the mean of its known skills, with the mean of their bounds. */
export function areaSpoke(area: Profile['areas'][number]) {
  const known = area.skills.filter(({ state }) => state === 'known')
  const aimed = area.skills.flatMap(({ target }) => (target === null ? [] : [target]))
  const mean = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    label: area.name,
    value: mean(known.map((skill) => skill.mean ?? 0)),
    low: mean(known.map((skill) => skill.low ?? 0)),
    high: mean(known.map((skill) => skill.high ?? 0)),
    target: mean(aimed),
  }
}

/** What to turn to next: the largest gap to the target, and where the estimate is least sure. */
export function nextSteps(profile: Profile): { gaps: SkillShown[]; unsure: SkillShown[] } {
  const skills = profile.areas.flatMap((area) => area.skills)
  const gap = (skill: SkillShown) => (skill.target ?? 0) - (skill.mean ?? skill.target ?? 0)
  const width = (skill: SkillShown) => (skill.high ?? most) - (skill.low ?? 0)
  return {
    gaps: skills
      .filter((skill) => skill.state === 'known' && gap(skill) > 0.25)
      .sort((a, b) => gap(b) - gap(a))
      .slice(0, 3),
    unsure: skills
      .filter((skill) => skill.target !== null || profile.target === null)
      .sort((a, b) => width(b) - width(a) || (b.target ?? 0) - (a.target ?? 0))
      .slice(0, 3),
  }
}

const most = 4
