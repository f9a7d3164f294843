const day = 24 * 3600_000
/** Japan is nine hours ahead of UTC. */
const ahead = 9 * 3600_000

/** The same moment brought into office hours (8:30 to 17:15 of a weekday, Japan time), never earlier than it was. */
export function workingMoment(instant: number): Date {
  let local = instant + ahead
  const opens = 8.5 * 3600_000
  const length = 8.75 * 3600_000
  const time = local % day
  if (time < opens || time > opens + length) {
    if (time > opens + length) local += day
    local = local - (local % day) + opens + (time % length)
  }
  while ([0, 6].includes(new Date(local).getUTCDay())) local += day
  return new Date(local - ahead)
}
