import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type ItemState, itemStateNames } from '../contract/names.ts'

const tones = {
  draft: 'neutral',
  review: 'warning',
  trial: 'information',
  active: 'success',
  retired: 'neutral',
} as const

export const ItemStateBadge = ({ state }: { state: ItemState }) => (
  <StatusBadge tone={tones[state]}>{itemStateNames[state]}</StatusBadge>
)
