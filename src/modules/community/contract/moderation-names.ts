/** Why a post is reported, in the words of the dialog; no schema, so that pages stay small. */
export const reportReasons = ['personal', 'secret', 'abuse', 'wrong', 'other'] as const
export const reportReasonNames = {
  personal: '個人情報が書かれている',
  secret: '外に出せない情報（契約前の金額、設定値など）が書かれている',
  abuse: '人を傷つける、または利用のルールに反している',
  wrong: '内容が誤っていて、そのまま使うと困る',
  other: 'そのほか',
} as const satisfies Record<(typeof reportReasons)[number], string>

export const reportStateNames = { open: '対応待ち', upheld: '非表示にした', dismissed: 'そのままにした' } as const

export const moderationActionNames = {
  hide: '非表示にしました',
  restore: '表示に戻しました',
  unmask: '匿名の投稿者を確認しました',
} as const
