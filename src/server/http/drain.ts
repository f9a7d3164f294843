import type { Server } from 'node:http'

/**
 * Accepts nothing new and waits for the answers under way; connections that wait for a next request are closed, and
 * after `patience` milliseconds so is what a stalled client still holds.
 */
export async function drain(server: Server, patience: number): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const limit = setTimeout(() => server.closeAllConnections(), patience)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  clearInterval(sweep)
  clearTimeout(limit)
}
