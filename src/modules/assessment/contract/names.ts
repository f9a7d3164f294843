/** How an item is answered. */
export const itemKindNames = {
  single: '1つ選ぶ',
  multiple: 'すべて選ぶ',
  order: '並べる',
  judgement: '最もよい対応を選ぶ',
  spot: '危ないところを見つける',
} as const
export type ItemKind = keyof typeof itemKindNames
export const itemKinds = Object.keys(itemKindNames) as [ItemKind, ...ItemKind[]]

/** Where an item stands: written, looked over by somebody else, tried out unscored, scored, or no longer used. */
export const itemStateNames = {
  draft: '下書き',
  review: '確認待ち',
  trial: '試し出題中',
  active: '出題中',
  retired: '取りやめ',
} as const
export type ItemState = keyof typeof itemStateNames
export const itemStates = Object.keys(itemStateNames) as [ItemState, ...ItemState[]]

/** Why a test ended. */
export const endNames = {
  precise: '十分な確かさになりました',
  length: '決められた問題数になりました',
  exhausted: '出せる問題を出し終えました',
  stopped: '途中で終えました',
  expired: '期限が過ぎました',
} as const
export type End = keyof typeof endNames
export const ends = Object.keys(endNames) as [End, ...End[]]
