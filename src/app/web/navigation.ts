import { ownStaff, type Role } from '../../kernel/permission.ts'
import { isUnder, type Navigation, type NavigationEntry } from '../../ui/shell/navigation.tsx'

interface Entry extends NavigationEntry {
  /** Only for these roles; for everyone when left out. */
  roles?: readonly Role[]
}
type Group = { label: string; entries: readonly Entry[] }

/** The main menu, in order. A page's address stands in routes.tsx. */
const menu: readonly (Entry | Group)[] = [
  { href: '/', label: 'ホーム', roles: ownStaff },
  { href: '/topics', label: '話題', roles: ownStaff },
  { href: '/practices', label: '事例', roles: ownStaff },
  { href: '/tags', label: 'タグ', roles: ownStaff },
  {
    label: '頼まれごと',
    entries: [
      { href: '/asks', label: '届いた質問', roles: ownStaff },
      { href: '/verification', label: '確認のお願い', roles: ownStaff },
    ],
  },
  {
    label: 'スキル',
    entries: [
      { href: '/skills', label: 'マイスキル', roles: ownStaff },
      { href: '/assessments', label: 'スキル診断', roles: ownStaff },
      { href: '/finder', label: '人を探す', roles: ownStaff },
      { href: '/recognition', label: 'DX人財の認定', roles: ownStaff },
      { href: '/leaders', label: 'DX推進リーダー', roles: ownStaff },
      { href: '/skill-map', label: 'スキルの分布', roles: [...ownStaff, 'prefecture'] },
      { href: '/frameworks', label: 'スキルの枠組み' },
    ],
  },
  {
    label: '研修',
    entries: [
      { href: '/courses', label: '研修をさがす', roles: ownStaff },
      { href: '/training', label: '自分の研修', roles: ownStaff },
      { href: '/training/decisions', label: '受講の承認', roles: ownStaff },
    ],
  },
  {
    label: '人と組織',
    entries: [
      { href: '/people', label: '職員名簿', roles: ownStaff },
      { href: '/sections', label: '組織', roles: ownStaff },
    ],
  },
  { href: '/figures', label: '指標', roles: ownStaff },
  {
    label: '管理',
    entries: [
      { href: '/moderation', label: '通報と見守り', roles: ['dx-office', 'administrator'] },
      { href: '/routing', label: '質問を届ける決まり', roles: ['dx-office', 'administrator'] },
      { href: '/faq', label: 'FAQの取り込み', roles: ['dx-office', 'administrator'] },
      { href: '/evidence-import', label: '根拠の取り込み', roles: ['dx-office', 'hr'] },
      { href: '/certificates/review', label: '資格・認定の確認', roles: ['dx-office', 'hr'] },
      { href: '/tag-skills', label: 'タグとスキル', roles: ['dx-office', 'administrator'] },
      { href: '/items', label: '診断の問題', roles: ['dx-office'] },
      { href: '/calibration', label: '問題の働き', roles: ['dx-office'] },
      { href: '/synonyms', label: '同義語', roles: ['dx-office', 'administrator'] },
      { href: '/staff-imports', label: '職員の取り込み', roles: ['hr', 'administrator'] },
      { href: '/roles', label: '役割', roles: ['hr', 'dx-office', 'administrator'] },
      { href: '/accounts', label: 'アカウント', roles: ['administrator'] },
      { href: '/body', label: '団体', roles: ['administrator'] },
      { href: '/webhooks', label: '外部連携', roles: ['dx-office', 'administrator'] },
      { href: '/identity-providers', label: 'サインイン連携', roles: ['administrator'] },
      { href: '/audit', label: '監査記録', roles: ['administrator'] },
      { href: '/reference', label: 'APIの手引き', roles: ['administrator'] },
    ],
  },
]

const all: readonly Entry[] = menu.flatMap((entry) => ('href' in entry ? [entry] : entry.entries))

const holds = (held: readonly Role[], { roles }: Entry) => !roles || roles.some((role) => held.includes(role))

export const navigationFor = (held: readonly Role[]): Navigation =>
  menu.flatMap((entry): Navigation => {
    if ('href' in entry) return holds(held, entry) ? [entry] : []
    const entries = entry.entries.filter((one) => holds(held, one))
    return entries.length > 0 ? [{ label: entry.label, entries }] : []
  })

/** Whether a page is one of theirs: what the menu keeps from them they cannot use by its address either. */
export const mayOpen = (path: string, held: readonly Role[]): boolean =>
  all.every((entry) => !isUnder(path, entry.href) || holds(held, entry))
