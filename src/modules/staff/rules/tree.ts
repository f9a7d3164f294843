/** A section that stands beneath itself, if the parents make such a circle. */
export function circleIn(parentOf: ReadonlyMap<string, string | null>): string | undefined {
  const safe = new Set<string>()
  for (const start of parentOf.keys()) {
    const path = new Set<string>()
    let at: string | null | undefined = start
    while (at && !safe.has(at)) {
      if (path.has(at)) return at
      path.add(at)
      at = parentOf.get(at)
    }
    for (const id of path) safe.add(id)
  }
  return undefined
}
