/** What the steps and states of asking are called, for screens; no schema, so that pages stay small. */

/** The steps an unanswered question climbs by the clock. */
export const askSteps = ['people', 'leader', 'dx-office', 'adviser'] as const
export const askStepNames = {
  people: '詳しい人',
  leader: '所属長',
  'dx-office': 'DX推進課',
  adviser: '外部の専門家',
} as const

export const askStates = ['asked', 'answered', 'declined', 'expired', 'withdrawn'] as const
export const askStateNames = {
  asked: '回答待ち',
  answered: '回答した',
  declined: '見送った',
  expired: '期限が過ぎた',
  withdrawn: 'ほかの回答で終わった',
} as const

/** Where a reason to ask somebody comes from. */
export const reasonSources = ['answers', 'section', 'skill', 'interest', 'role'] as const
export const reasonSourceNames = {
  answers: '似た質問に答えたことがある',
  section: '所属の仕事に当てはまる',
  skill: 'このことについてのスキルがある',
  interest: '関心のあるタグに当てはまる',
  role: '役割として受け持つ',
} as const
