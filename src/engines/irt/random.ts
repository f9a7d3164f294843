/** FNV-1a over UTF-16 units. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** The finaliser of MurmurHash3: every bit of the input moves half of the output's. */
function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Chance without a state: the same seed, turn and thing give the same number in [0, 1), in whatever order they are asked. */
export function chance(seed: number, turn: number, thing: number): number {
  return (mix(mix(mix(seed | 0) + Math.imul(turn + 1, 0x9e3779b9)) + thing) >>> 0) / 4294967296
}
