import type { Role } from '#kernel/permission'

/** Japanese names of the choices, as shown, written to exports and accepted in imports. Free of schemas, for pages. */

export const employments = ['regular', 'fixed-term', 'fiscal-year', 'reappointed', 'guest'] as const
export type Employment = (typeof employments)[number]
export const employmentNames: Record<Employment, string> = {
  regular: '常勤',
  'fixed-term': '任期付',
  'fiscal-year': '会計年度任用',
  reappointed: '再任用',
  guest: '外部（職員以外）',
}

export const postKinds = ['main', 'concurrent'] as const
export const postKindNames: Record<(typeof postKinds)[number], string> = { main: '主務', concurrent: '兼務' }

export const sectionKinds = ['department', 'section', 'unit'] as const
export const sectionKindNames: Record<(typeof sectionKinds)[number], string> = {
  department: '部',
  section: '課',
  unit: '係',
}

export const roleNames: Record<Role, string> = {
  staff: '職員',
  'section-head': '所属長',
  'dx-office': 'DX推進課',
  hr: '人事',
  executive: '経営層',
  expert: '外部専門家',
  prefecture: '県担当',
  administrator: '管理者',
}

/** Roles that are granted; being staff or a section's head follows from a person's posts. */
export const grantedRoles = ['dx-office', 'hr', 'executive', 'expert', 'prefecture', 'administrator'] as const
export type GrantedRole = (typeof grantedRoles)[number]

export const changeKinds = ['added', 'transferred', 'changed', 'ended'] as const
export const changeKindNames: Record<'people' | 'sections', Record<(typeof changeKinds)[number], string>> = {
  people: { added: '採用・追加', transferred: '異動', changed: 'その他の変更', ended: '退職' },
  sections: { added: '新設', transferred: '上位の変更', changed: '名称などの変更', ended: '廃止' },
}

export const encodingNames: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'UTF-8（BOM付き）',
  'utf-16': 'UTF-16',
  cp932: 'シフトJIS（Windows、CP932）',
  excel: 'Excelブック',
}

export const accountStates = ['usable', 'unused', 'provisional', 'locked', 'stopped'] as const
export type AccountState = (typeof accountStates)[number]
export const accountStateNames: Record<AccountState, string> = {
  usable: '使える',
  unused: 'まだ入っていない',
  provisional: '仮パスワード',
  locked: 'ロック中',
  stopped: '止まっている',
}

/** In the record of changes, instead of whoever kept their name back. */
export const veiledName = '（匿名）'
