/** Why a request stops. Each code has one HTTP status; anything thrown that is not a Refusal is a bug. */
export const refusalStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  unavailable: 503,
} as const

export type RefusalCode = keyof typeof refusalStatus

/**
 * An expected stop of a request. `reason` is a key of the operation's `refusals` (or of the common ones in
 * contract.ts), where its Japanese sentence is declared; `values` fill the `{name}` places of that sentence.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly reason: string
  readonly values: Record<string, string | number>
  /** Further facts the screen may use, such as the current revision in a conflict. */
  readonly facts: Record<string, unknown> | undefined

  constructor(
    code: RefusalCode,
    reason: string,
    values: Record<string, string | number> = {},
    facts?: Record<string, unknown>,
  ) {
    super(`${code}: ${reason}`)
    this.name = 'Refusal'
    this.code = code
    this.reason = reason
    this.values = values
    this.facts = facts
  }
}

/** What a refused caller receives, as `application/problem+json` (RFC 9457). */
export interface Problem {
  type: string
  title: string
  status: number
  code: RefusalCode
  reason: string
  request_id: string
  issues?: { path: (string | number)[]; message: string }[]
  facts?: Record<string, unknown>
}
