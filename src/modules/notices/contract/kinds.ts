/** What people are told of. Modules below name one of these when they tell. */
export const noticeKindNames = {
  answered: '回答がつきました',
  commented: 'コメントがつきました',
  accepted: '回答が採用されました',
  solved: '回答がほかの人の役に立ちました',
  mentioned: '名前を挙げて呼ばれました',
  posted: 'フォローしているタグに投稿がありました',
  asked: '回答をお願いされました',
  escalated: '回答のない質問が回ってきました',
  carded: '回答が事例カードになりました',
  adopted: '事例がほかの所属で採用されました',
  verify: '回答が今も正しいか、確認のお願いです',
  reported: '投稿への通報がありました',
  handled: '通報への対応が決まりました',
  moderated: '投稿が見守り役によって変更されました',
  unmasked: '匿名の投稿者の確認が行われました',
  imported: '取り込みが終わりました',
  invited: 'スキル診断の案内が届きました',
  applied: '研修の受講の承認をお願いされました',
  enrolled: '研修の受講について決まりました',
  meeting: '研修の日が近づきました',
  stale: '研修の内容を確かめる時期です',
  submitted: '資格や認定の証書が出されました',
  certified: '資格や認定の確認が終わりました',
  recognised: 'DX人財の認定について決まりました',
  expiring: 'DX人財の認定やリーダーの任期が、まもなく終わります',
  nominated: 'DX推進リーダーについて返事をお願いされました',
  appointed: 'DX推進リーダーについて決まりました',
} as const

export type NoticeKind = keyof typeof noticeKindNames

/** Everything may be muted but what a person must be able to know of: what was done to their own posts. */
export const mutableKinds = [
  'answered',
  'commented',
  'accepted',
  'solved',
  'mentioned',
  'posted',
  'asked',
  'escalated',
  'carded',
  'adopted',
  'verify',
  'reported',
  'handled',
  'imported',
  'invited',
  'meeting',
  'stale',
] as const satisfies readonly NoticeKind[]

export const noticeKindName = (kind: string): string => noticeKindNames[kind as NoticeKind] ?? 'お知らせ'

const pages: Readonly<Record<string, string>> = {
  applied: '/training/decisions',
  appointed: '/leaders',
  certified: '/certificates',
  enrolled: '/training',
  invited: '/assessments',
  expiring: '/skills',
  meeting: '/training',
  nominated: '/leaders',
  recognised: '/skills',
  reported: '/moderation',
  stale: '/courses?stale=true',
  submitted: '/certificates/review',
  verify: '/verification',
}

/** The page a notice leads to: the reports, the tests, its topic, or the list of what one is asked to confirm. */
export const noticePath = (kind: string, topicId: string | null): string | undefined =>
  topicId && kind !== 'reported' ? `/topics/${topicId}` : pages[kind]

/** What webhooks can be told of. */
export const webhookEventNames = {
  'topic.created': '新しい質問・投稿',
  'answer.created': '新しい回答',
  'answer.accepted': '回答の採用（解決）',
  'practice.created': '新しい事例',
  'practice.adopted': '事例の採用',
  'report.created': '投稿への通報',
  test: '送信の試験',
} as const

export type WebhookEvent = keyof typeof webhookEventNames
export const webhookEvents = [
  'topic.created',
  'answer.created',
  'answer.accepted',
  'practice.created',
  'practice.adopted',
  'report.created',
] as const satisfies readonly WebhookEvent[]
