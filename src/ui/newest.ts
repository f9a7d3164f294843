export type Outcome<V, R> = { value: V } & ({ result: R } | { error: unknown })

/**
 * Asks about the newest value only: at most one question is on its way, a newer value ends the older question, and
 * nothing of an older one is told any more. Returns the way to put a value, and the way to end it all.
 */
export function newest<V, R>(
  ask: (value: V, signal: AbortSignal) => Promise<R>,
  tell: (outcome: Outcome<V, R>) => void,
): { put: (value: V) => void; end: () => void } {
  let waiting: { value: V } | undefined
  let running: AbortController | undefined

  async function run(): Promise<void> {
    while (waiting) {
      const { value } = waiting
      waiting = undefined
      running = new AbortController()
      const { signal } = running
      const outcome = await ask(value, signal).then(
        (result) => ({ value, result }),
        (error: unknown) => ({ value, error }),
      )
      if (!signal.aborted) tell(outcome)
    }
    running = undefined
  }

  return {
    put(value) {
      waiting = { value }
      if (running) running.abort()
      else void run()
    },
    end() {
      waiting = undefined
      running?.abort()
    },
  }
}
