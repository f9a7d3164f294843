/**
 * Which of the browser's tabs holds the one connection. Web Locks need a secure context, which a plain-http LAN is not,
 * so the tabs keep a lease in localStorage: who holds it renews it; once it runs out another takes it. For a moment
 * two may believe they lead; what both pass on is dropped as a double (heard.ts).
 */
export interface Lease {
  holder: string
  until: number
}

export const leaseFor = 6000

/** What a tab must do now: the lease to write, when it leads or takes the lead; null when another tab leads. */
export function nextLease(kept: Lease | null, me: string, now: number): Lease | null {
  const taken = kept !== null && kept.holder !== me && kept.until > now && kept.until <= now + leaseFor * 2
  return taken ? null : { holder: me, until: now + leaseFor }
}

export function readLease(text: string | null): Lease | null {
  try {
    const lease = JSON.parse(text ?? 'null')
    return typeof lease?.holder === 'string' && typeof lease.until === 'number' ? lease : null
  } catch {
    return null
  }
}
