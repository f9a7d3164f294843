/** How a course is held. */
export const courseForms = ['gathering', 'live', 'elearning', 'video', 'workshop', 'ojt', 'certificate'] as const
export type CourseForm = (typeof courseForms)[number]
export const courseFormNames: Record<CourseForm, string> = {
  gathering: '集合',
  live: 'オンライン（時間どおり）',
  elearning: 'eラーニング',
  video: '動画',
  workshop: '演習',
  ojt: '仕事の中で（OJT）',
  certificate: '資格・検定',
}

export const payers = ['none', 'city', 'prefecture', 'person'] as const
export type Payer = (typeof payers)[number]
export const payerNames: Record<Payer, string> = {
  none: '無料',
  city: '市が負担',
  prefecture: '県などが負担',
  person: '本人が負担',
}

/** How one gets into a course. */
export const applyWays = ['here', 'office', 'direct', 'open'] as const
export type ApplyWay = (typeof applyWays)[number]
export const applyWayNames: Record<ApplyWay, string> = {
  here: 'この画面で申し込む',
  office: '研修の担当課を通す',
  direct: '本人が提供者に申し込む',
  open: '申込みなしで始められる',
}

/** What has to be there for a course to count as completed. */
export const completions = ['attendance', 'report', 'test', 'certificate'] as const
export type Completion = (typeof completions)[number]
export const completionNames: Record<Completion, string> = {
  attendance: '出席する',
  report: '報告を書く',
  test: 'スキル診断を受ける',
  certificate: '合格証・修了証を出す',
}

export const factStates = ['found', 'assumed', 'unverified', 'own'] as const
export type FactState = (typeof factStates)[number]
export const factStateNames: Record<FactState, string> = {
  found: '出典あり',
  assumed: '仮の値',
  unverified: '未確認',
  own: '市の登録',
}

export const enrolmentStates = [
  ...(['asked', 'declined', 'waiting', 'seated'] as const),
  ...(['reported', 'completed', 'missed', 'withdrawn'] as const),
] as const
export type EnrolmentState = (typeof enrolmentStates)[number]
export const enrolmentStateNames: Record<EnrolmentState, string> = {
  asked: '所属長の承認待ち',
  declined: '承認されなかった',
  waiting: '空き待ち',
  seated: '受講が決まった',
  reported: '修了の確認待ち',
  completed: '修了',
  missed: '欠席',
  withdrawn: '取りやめ',
}
/** Of these, one at a time for a person and a cohort. */
export const liveStates = ['asked', 'waiting', 'seated', 'reported'] as const satisfies readonly EnrolmentState[]
