import { formatNumber, formatPercent } from '../../../ui/format.ts'
import { type EvidenceKind, evidenceKindNames } from '../contract/names.ts'
import type { Condition, Finding } from '../contract/recognition.ts'

export const axisNames = { service: '市民サービス', administration: '行政', workstyle: '働きかた' } as const

/** A condition in plain words. */
export function conditionWords(condition: Condition, nameOf: (skill: string) => string): string {
  if (condition.kind === 'will') return '取組に加わりたいと書いている（DX推進課に見せている場合）'
  if (condition.kind === 'evidence') {
    const kinds = condition.kinds.map((kind: EvidenceKind) => evidenceKindNames[kind]).join('・')
    return `この${formatNumber(condition.years)}年に、${kinds}が${formatNumber(condition.count)}件以上`
  }
  const level = `水準${condition.level}以上（見込み${formatPercent(condition.chance)}以上）のスキルが${formatNumber(condition.count)}つ以上`
  if (condition.kind === 'axis') return `「${axisNames[condition.axis]}」の軸で、${level}`
  return condition.skills.length === 0 ? level : `${condition.skills.map(nameOf).join('・')}のうち、${level}`
}

export const findingNames = { met: '満たす', unmet: '満たさない', unknown: '不明' } as const

/** How a condition stands, with its figures. */
export const findingWords = ({ have, need, might }: Finding): string =>
  `${formatNumber(have)} / ${formatNumber(need)}${might > 0 ? `（不明 ${formatNumber(might)}）` : ''}`
