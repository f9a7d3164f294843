/** What the community's choices are called, for screens and messages; no schema, so that pages stay small. */

export const kinds = ['question', 'problem', 'idea', 'practice'] as const
export const kindNames = { question: '質問', problem: '困りごと', idea: 'アイデア', practice: '事例' } as const

export const axes = ['service', 'administration', 'workstyle'] as const
export const axisNames = { service: '市民サービス', administration: '行政', workstyle: '働きかた' } as const

export const statusNames = { open: '回答募集中', solved: '解決済み', closed: '終了' } as const

export const askStateNames = {
  asked: '回答待ち',
  answered: '回答した',
  declined: '見送った',
  expired: '期限が過ぎた',
  withdrawn: 'ほかの回答で終わった',
} as const
