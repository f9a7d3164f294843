import {
  type Axis,
  axisNames,
  type Certainty,
  certaintyNames,
  type ProfileKind,
  profileKindNames,
} from '../contract/names.ts'

const names: Record<string, string> = {
  name: '名前',
  description: '説明',
  source: '出典',
  licence: '利用条件',
  status: '確かさ',
  category: '大きな区分',
  axes: '軸',
  crosswalk: '対応するスキル',
  kind: '種類',
}

/** What a changed field is called: 段階 2, 例 1, 説明. */
export function fieldName(field: string): string {
  const [, kind, number] = /^(level|example)-(\d+)$/.exec(field) ?? []
  if (kind) return `${kind === 'level' ? '段階' : '例'}${number}`
  return names[field] ?? field
}

/** A value as it is read: codes by their names. */
export function fieldText(field: string, value: string): string {
  if (field === 'axes')
    return value
      .split(' ')
      .map((axis) => axisNames[axis as Axis] ?? '')
      .join('、')
  if (field === 'status') return certaintyNames[value as Certainty] ?? value
  if (field === 'kind') return profileKindNames[value as ProfileKind] ?? value
  if (field === 'crosswalk') return value.replaceAll(' ', '、').replaceAll(':', ' ')
  return value
}
