/**
 * What a key does to a list below a field (the focus stays in the field). The entry reached by the arrow keys is
 * remembered by its id, so that a list which changes between two keys never puts another entry under the fingers.
 */
export type ListStep = {
  active: string | null
  chosen?: string
  /** The key was meant for the list; the field and the form must not see it. */
  taken: boolean
  /** The entry reached before is no longer there: nothing was done, and that has to be said. */
  gone?: boolean
}

export function stepList(ids: readonly string[], active: string | null, key: string): ListStep {
  const at = active === null ? -1 : ids.indexOf(active)
  const gone = active !== null && at === -1
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    if (ids.length === 0) return { active: null, taken: false }
    const next = at === -1 ? (key === 'ArrowDown' ? 0 : ids.length - 1) : at + (key === 'ArrowDown' ? 1 : -1)
    return { active: ids[next] ?? null, taken: true } // past either end stands the field itself
  }
  if (key !== 'Enter' || active === null) return { active, taken: false }
  return gone ? { active: null, taken: true, gone } : { active: null, taken: true, chosen: active }
}
