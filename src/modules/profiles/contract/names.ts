export const evidenceKindNames = {
  self: '自己申告',
  test: 'スキル診断の結果',
  course: '研修の修了',
  project: '取組への参加',
  answer: '採用された回答',
  adoption: '採用された事例',
  colleague: '同僚の推薦',
  manager: '所属長の推薦',
  certificate: '資格・認定',
  import: '取り込んだ記録',
} as const
export type EvidenceKind = keyof typeof evidenceKindNames
export const evidenceKinds = Object.keys(evidenceKindNames) as [EvidenceKind, ...EvidenceKind[]]

export const projectPartNames = { learner: '学びながら参加', member: '担当', lead: '中心' } as const
export const projectParts = ['learner', 'member', 'lead'] as const

/** Why somebody looks at another's skills. Rating staff is not among them, on purpose. */
export const purposeNames = {
  team: '取組の仲間を探す',
  training: '研修や育成を考える',
  advice: '相談相手を探す',
  recognition: 'DX人財の認定やリーダーの任命',
  correction: '記録の確認や訂正',
} as const
export type Purpose = keyof typeof purposeNames
export const purposes = Object.keys(purposeNames) as [Purpose, ...Purpose[]]

export const audienceNames = {
  office: 'DX推進課と人事だけ',
  head: '所属長まで',
  everyone: '全職員',
} as const
export type Audience = keyof typeof audienceNames
export const audiences = ['office', 'head', 'everyone'] as const

/** Reasons the system itself gives for a withdrawal; people write their own words. */
export const withdrawalReasonNames: Readonly<Record<string, string>> = {
  unaccepted: '回答の採用が取り消されました',
  hidden: '投稿が見守り役によって非表示になりました',
}

/** The eight who may look at skills (product principle: one matrix), and what there is to see. */
export const viewerNames = {
  self: '本人',
  colleague: '同僚',
  head: '所属長',
  'dx-office': 'DX推進課',
  hr: '人事',
  executive: '経営層',
  expert: '外部専門家',
  prefecture: '県担当',
} as const
export type Viewer = keyof typeof viewerNames
export const viewers = Object.keys(viewerNames) as [Viewer, ...Viewer[]]

export const viewNames = {
  levels: 'スキルの水準',
  evidence: 'その根拠の記録',
  will: '意欲と使える時間',
  finder: '人を探す',
  section: '所属のスキル',
  city: '全庁のスキル',
  export: '本人の記録の書き出し',
  looks: '誰が見たかの記録',
  recognition: 'DX人財の認定とリーダーの任命',
} as const
export type View = keyof typeof viewNames
export const views = Object.keys(viewNames) as [View, ...View[]]

/** How far a right goes. */
export const reachNames = {
  no: '見られません',
  own: '自分のものだけ',
  consent: '本人が許した範囲',
  section: '自分の所属の職員',
  groups: '5人以上のまとまりだけ',
  all: '全職員（目的を記録）',
} as const
export type Reach = keyof typeof reachNames
