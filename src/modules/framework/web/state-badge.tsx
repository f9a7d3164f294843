import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type State, stateNames } from '../contract/names.ts'

const tones = { draft: 'warning', published: 'information', retired: 'neutral' } as const

export function StateBadges({ version }: { version: { state: State; inUse: boolean } }) {
  return (
    <>
      {version.inUse && <StatusBadge tone="success">使用中</StatusBadge>}
      <StatusBadge tone={tones[version.state]}>{stateNames[version.state]}</StatusBadge>
    </>
  )
}
