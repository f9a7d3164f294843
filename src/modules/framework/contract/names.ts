/** What the framework's choices are called, for screens and files; no schema, so that pages stay small. */

/** The three axes of the policy: what a skill helps to change. */
export const axes = ['service', 'administration', 'workstyle'] as const
export type Axis = (typeof axes)[number]
export const axisNames = { service: '市民サービス', administration: '行政', workstyle: '働きかた' } as const

/** How far what is said was checked against its source. */
export const certainties = ['assumed', 'unverified', 'verified'] as const
export type Certainty = (typeof certainties)[number]
export const certaintyNames = {
  assumed: '仮置き',
  unverified: '未確認',
  verified: '確認済み',
} as const
export const certaintyNotes = {
  assumed: 'たたき台として置いたものです。根拠となる定めはありません。',
  unverified: '原典とは照らし合わせていません。',
  verified: '原典と照らし合わせました。',
} as const

/** A tier is one of the layers of the national guideline; a role is what somebody is asked to do. */
export const profileKinds = ['tier', 'role'] as const
export type ProfileKind = (typeof profileKinds)[number]
export const profileKindNames = { tier: '層', role: '役割' } as const

export const states = ['draft', 'published', 'retired'] as const
export type State = (typeof states)[number]
export const stateNames = { draft: '下書き', published: '公開中', retired: '廃止' } as const

/** Levels go from 0 to 4 in every framework; a city may name them in its own words. */
export const levelCount = 5
export const levelPreset = [
  'これから',
  '教わりながらできる',
  '一人でできる',
  '工夫し、周りを助けられる',
  '仕組みを変え、広げられる',
]

/** The framework whose levels and profiles are used unless the city chooses another. */
export const mainPreset = 'city'
