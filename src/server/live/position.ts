/** Where a reader of live events stands: all events up to this one, in the order (xid, seq), have been read. */
export interface Position {
  xid: number
  seq: number
}

export const compare = (a: Position, b: Position): number => a.xid - b.xid || a.seq - b.seq

/** Written into the event's id, with the second it was issued: events are kept for a day, older positions are lost. */
export const idOf = ({ xid, seq }: Position, now: number = Date.now()): string =>
  `${xid}-${seq}-${Math.floor(now / 1000)}`

const keptSeconds = 23 * 3600

/** The position a browser comes back with; undefined when it is unreadable or too old to go on from. */
export function positionOf(id: string, now: number = Date.now()): Position | undefined {
  const match = /^(\d{1,15})-(\d{1,15})-(\d{1,11})$/.exec(id)
  if (!match) return undefined
  const [xid, seq, issued] = match.slice(1).map(Number) as [number, number, number]
  return issued * 1000 < now - keptSeconds * 1000 ? undefined : { xid, seq }
}
