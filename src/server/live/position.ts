/**
 * Where a reader of live events stands: what one snapshot of the database sees has been read, and nothing else. Written
 * as PostgreSQL's pg_snapshot: `xmin:xmax:` and the transactions between these that were still running.
 */
export type Position = string

function partsOf(position: Position): { xmax: bigint; running: bigint[] } {
  const [, xmax, running] = position.split(':') as [string, string, string]
  return { xmax: BigInt(xmax), running: running ? running.split(',').map(BigInt) : [] }
}

/**
 * The position between two, when of what is new in `upTo` only the transactions up to `xid` have been read: neither
 * is one before it lost that was still running, nor one after it skipped.
 */
export function midway(after: Position, upTo: Position, xid: string): Position {
  const [from, to, last] = [partsOf(after), partsOf(upTo), BigInt(xid)]
  const xmax = last < from.xmax ? from.xmax : last + 1n
  const running = [...to.running.filter((one) => one <= last), ...from.running.filter((one) => one > last)]
  return `${running[0] ?? xmax}:${xmax}:${running.join(',')}`
}

/** Whether the database has come as far as a position. One from beyond its end is of another, restored from a backup. */
export const hasReached = (now: Position, position: Position): boolean => partsOf(position).xmax <= partsOf(now).xmax

/** Some 200 transactions writing at once. Proxies and servers take longer headers, but not much longer ones. */
const longestId = 2000

/**
 * A position as the id of an event, with the second it was issued: events are kept for a day, older positions are lost.
 * Undefined when it is too long: the browser then goes on from an earlier one and drops what it knows.
 */
export function idOf(position: Position, now: number = Date.now()): string | undefined {
  const id = `${Math.floor(now / 1000)}-${position}`
  return id.length <= longestId ? id : undefined
}

const keptSeconds = 23 * 3600
const number = '[1-9]\\d{0,18}'
const written = new RegExp(`^(\\d{1,11})-(${number}:${number}:(?:${number}(?:,${number})*)?)$`)

/** The position a browser comes back with; undefined when it is unreadable or too old to go on from. */
export function positionOf(id: string, now: number = Date.now()): Position | undefined {
  const [, issued, position] = (id.length <= longestId && written.exec(id)) || []
  if (!issued || !position || !isSound(position)) return undefined
  return Number(issued) * 1000 < now - keptSeconds * 1000 ? undefined : position
}

/** PostgreSQL takes only ascending numbers from xmin to below xmax. */
function isSound(position: Position): boolean {
  const { xmax, running } = partsOf(position)
  const xmin = BigInt(position.slice(0, position.indexOf(':')))
  return xmin <= xmax && running.every((one, i) => (i === 0 ? one >= xmin : one > running[i - 1]!) && one < xmax)
}
