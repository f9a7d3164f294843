import {
  audienceNames,
  type EvidenceKind,
  evidenceKindNames,
  type Purpose,
  purposeNames,
  type View,
  type Viewer,
  viewerNames,
  viewNames,
} from '../contract/names.ts'
import type { Estimate } from '../contract/shapes.ts'

export const fileName = 'スキルの記録'
/** Between the names of skills one row stands for. */
export const nameSeparator = '・'
export const disclosureHeader = ['区分', '日付', 'スキル・項目', '内容', '水準', '下限', '上限', '記録した人', '備考']

type Row = (string | number | null)[]

interface Disclosed {
  estimates: readonly (Estimate & { name: string })[]
  evidence: readonly {
    shownOn: string
    skillName: string
    kind: EvidenceKind
    level: number | null
    recordedBy: string | null
    note: string
    withdrawn: { by: string | null; reason: string } | null
  }[]
  will:
    | {
        reform: boolean
        learn: boolean
        teach: boolean
        hoursPerWeek: number
        words: string
        shownTo: keyof typeof audienceNames
      }
    | undefined
  looks: readonly { on: string; by: string; as: Viewer; view: View; purpose: Purpose | '' }[]
  asOf: string
}

const tenth = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10)

/** All that is kept of a person's skills, as rows a person can read. */
export function disclosureRows({ estimates, evidence, will, looks, asOf }: Disclosed): Row[] {
  return [
    ...estimates.map(({ name, state, mean, low, high, rows }): Row => {
      const about = state === 'known' ? `根拠${rows}件からの推定` : '不明（根拠がありません）'
      return ['いまの水準', asOf, name, about, tenth(mean), tenth(low), tenth(high), '', '']
    }),
    ...evidence.map(({ shownOn, skillName, kind, level, recordedBy, note, withdrawn }): Row => {
      const gone = withdrawn ? `取下げ済み（${withdrawn.by ?? '自動'}：${withdrawn.reason}）` : ''
      const words = [note, gone].filter(Boolean).join('　')
      return ['根拠', shownOn, skillName, evidenceKindNames[kind], level, null, null, recordedBy ?? '自動', words]
    }),
    ...(will ? [willRow(will, asOf)] : []),
    ...looks.map(({ on, by, as, view, purpose }): Row => {
      const why = purpose ? purposeNames[purpose] : ''
      return ['閲覧', on, viewNames[view] ?? view, why, null, null, null, by, viewerNames[as]]
    }),
  ]
}

function willRow(will: NonNullable<Disclosed['will']>, asOf: string): Row {
  const wants = [
    ...(will.reform ? ['取組に加わりたい'] : []),
    ...(will.learn ? ['学びたい'] : []),
    ...(will.teach ? ['教えたい'] : []),
    `週${will.hoursPerWeek}時間`,
  ].join('、')
  const more = [will.words, `見せる相手：${audienceNames[will.shownTo]}`].filter(Boolean).join('　')
  return ['意欲', asOf, '意欲と使える時間', wants, null, null, null, '本人', more]
}
