const minutes = [1, 5, 20, 60, 180, 360, 720]

/** How long to wait after the n-th failed try (from 1), in milliseconds; undefined when it was the last: 8 tries in 22 hours. */
export function waitAfter(tries: number): number | undefined {
  const wait = minutes[tries - 1]
  return wait === undefined ? undefined : wait * 60_000
}
