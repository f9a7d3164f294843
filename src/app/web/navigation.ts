import { ownStaff, type Role } from '../../kernel/permission.ts'
import type { NavigationEntry } from '../../ui/shell/app-shell.tsx'

interface Entry extends NavigationEntry {
  /** Only for these roles; for everyone when left out. */
  roles?: readonly Role[]
}

/** The main menu, in order. A page's address stands in routes.tsx. */
const entries: Entry[] = [
  { href: '/', label: 'ホーム', roles: ownStaff },
  { href: '/topics', label: '話題', roles: ownStaff },
  { href: '/practices', label: '事例', roles: ownStaff },
  { href: '/tags', label: 'タグ', roles: ownStaff },
  { href: '/asks', label: '届いた質問', roles: ownStaff },
  { href: '/verification', label: '確認のお願い', roles: ownStaff },
  { href: '/figures', label: '指標', roles: ownStaff },
  { href: '/people', label: '職員名簿', roles: ownStaff },
  { href: '/sections', label: '組織', roles: ownStaff },
  { href: '/staff-imports', label: '取り込み', roles: ['hr', 'administrator'] },
  { href: '/roles', label: '役割', roles: ['hr', 'dx-office', 'administrator'] },
  { href: '/synonyms', label: '同義語', roles: ['dx-office', 'administrator'] },
  { href: '/audit', label: '監査記録', roles: ['administrator'] },
  { href: '/faq', label: 'FAQの取り込み', roles: ['dx-office', 'administrator'] },
  { href: '/moderation', label: '通報と見守り', roles: ['dx-office', 'administrator'] },
  { href: '/routing', label: '質問を届ける決まり', roles: ['dx-office', 'administrator'] },
  { href: '/webhooks', label: '外部連携', roles: ['dx-office', 'administrator'] },
  { href: '/reference', label: 'APIの手引き', roles: ['administrator'] },
  { href: '/identity-providers', label: 'サインイン連携', roles: ['administrator'] },
]

export const navigationFor = (held: readonly Role[]): NavigationEntry[] =>
  entries.filter(({ roles }) => !roles || roles.some((role) => held.includes(role)))
