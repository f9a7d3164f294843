/** Headings of a framework's table, in order; after them stands one column a target profile. */
export const columns = {
  kind: '種別',
  code: 'コード',
  name: '名前',
  description: '説明',
  area: '領域',
  category: '大きな区分',
  version: '版',
  axes: '軸',
  level0: '段階0',
  level1: '段階1',
  level2: '段階2',
  level3: '段階3',
  level4: '段階4',
  examples: '例',
  crosswalk: '対応',
  status: '確かさ',
  source: '出典',
  licence: '利用条件',
} as const
export type Column = keyof typeof columns

export const targetColumn = (profile: string) => `目標：${profile}`
export const targetHeading = /^目標[：:]\s*(.+)$/

/** What a row is. */
export const rowKinds = { heading: '枠組み', area: '領域', skill: 'スキル', tier: '層', role: '役割' } as const

/** Between several axes in a cell; examples and correspondences stand one a line. */
export const separator = '、'
