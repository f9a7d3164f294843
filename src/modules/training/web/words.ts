import { formatDate, formatNumber } from '../../../ui/format.ts'
import type { Tone } from '../../../ui/status-badge.tsx'
import { type EnrolmentState, type FactState, type Payer, payerNames } from '../contract/names.ts'

export const hoursWords = (hours: number): string =>
  hours >= 1 ? `${formatNumber(Math.round(hours * 10) / 10)}時間` : `${formatNumber(Math.round(hours * 60))}分`

export const feeWords = (fee: number, payer: Payer): string =>
  fee === 0 ? payerNames[payer] : `${formatNumber(fee)}円（${payerNames[payer]}）`

export const stateTones: Record<EnrolmentState, Tone> = {
  asked: 'information',
  declined: 'neutral',
  waiting: 'warning',
  seated: 'success',
  reported: 'information',
  completed: 'success',
  missed: 'warning',
  withdrawn: 'neutral',
}

export const factTones: Record<FactState, Tone> = {
  found: 'neutral',
  assumed: 'warning',
  unverified: 'warning',
  own: 'neutral',
}

const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' })

/** 2026年7月1日 13:00～15:00 */
export const meetingWords = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string =>
  `${formatDate(startsAt)} ${clock.format(startsAt)}～${clock.format(endsAt)}`
