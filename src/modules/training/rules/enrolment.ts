import { addWorkingHours, municipalDay } from '#kernel/working-time'
import type { ApplyWay, Completion, EnrolmentState } from '../contract/names.ts'

/** Working hours a head has for an answer: three days. After them the DX section may answer too. */
const answerWithin = 3 * 8.75

export const decideByOf = (now: Date): Date => addWorkingHours(now, answerWithin, municipalDay)

/** What somebody does to an enrolment. */
export type Act = 'approve' | 'decline' | 'seat' | 'report' | 'complete' | 'return' | 'miss' | 'withdraw'

const moves: Record<Act, { from: readonly EnrolmentState[]; to: EnrolmentState }> = {
  approve: { from: ['asked'], to: 'waiting' },
  decline: { from: ['asked'], to: 'declined' },
  seat: { from: ['waiting'], to: 'seated' },
  report: { from: ['seated'], to: 'reported' },
  complete: { from: ['seated', 'reported'], to: 'completed' },
  return: { from: ['reported'], to: 'seated' },
  miss: { from: ['seated'], to: 'missed' },
  withdraw: { from: ['asked', 'waiting', 'seated', 'reported'], to: 'withdrawn' },
}

/** Where an act leads; undefined when it cannot be done from there. */
export const moved = (act: Act, from: EnrolmentState): EnrolmentState | undefined =>
  moves[act].from.includes(from) ? moves[act].to : undefined

/** Whether a head has to agree first: not where one begins without asking, nor where the head recommends. */
export const needsApproval = (applyBy: ApplyWay, recommended: boolean): boolean => applyBy !== 'open' && !recommended

/** Whether being at every meeting is all that is asked. */
export const endsByAttendance = (completion: Completion, meetings: number): boolean =>
  completion === 'attendance' && meetings > 0

export interface Waiting {
  id: string
  recommended: boolean
  /** Hours of training this fiscal year that are done or sure. */
  hours: number
  askedAt: Date
}

/**
 * Who gets the next seats. The recommended come first as long as their frame has seats; then those who had least training
 * this year, and among equals who asked first. Seats of the frame that nobody is recommended for stay free for it until
 * `frameOver` (the applications are closed), then they are anybody's.
 */
export function seatsFor(
  waiting: readonly Waiting[],
  {
    seats,
    framed,
    seated,
    seatedByFrame,
    frameOver,
  }: {
    seats: number | null
    framed: number
    seated: number
    seatedByFrame: number
    frameOver: boolean
  },
): string[] {
  const fair = [...waiting].sort(
    (a, b) => a.hours - b.hours || a.askedAt.getTime() - b.askedAt.getTime() || (a.id < b.id ? -1 : 1),
  )
  if (seats === null) return fair.map(({ id }) => id)
  const free = Math.max(0, seats - seated)
  const frame = Math.min(free, Math.max(0, framed - seatedByFrame))
  const byFrame = fair.filter(({ recommended }) => recommended).slice(0, frame)
  const kept = frameOver ? 0 : frame - byFrame.length
  const others = fair.filter((one) => !byFrame.includes(one)).slice(0, Math.max(0, free - byFrame.length - kept))
  return [...byFrame, ...others].map(({ id }) => id)
}

/** How many stand before one for a seat; undefined when they are not waiting. */
export function placeIn(waiting: readonly Waiting[], id: string): number | undefined {
  const order = seatsFor(waiting, { seats: null, framed: 0, seated: 0, seatedByFrame: 0, frameOver: true })
  const at = order.indexOf(id)
  return at < 0 ? undefined : at
}
