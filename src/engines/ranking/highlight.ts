import { fold } from './normalise.ts'

export interface Mark {
  text: string
  match: boolean
}

/** Where the words of a query stand in a text: longest words first, width and kana folded letter by letter. */
function rangesOf(text: string, labels: readonly string[]): [number, number][] {
  const letters = [...text]
  // Folding letter by letter keeps places: a letter that normalises to several is compared by its first.
  const plain = letters.map((char) => [...fold(char.normalize('NFKC').toLowerCase())][0] ?? char)
  const hit = new Uint8Array(letters.length)
  for (const label of labels) {
    const wanted = [...fold(label)]
    if (wanted.length === 0) continue
    for (let i = 0; i + wanted.length <= plain.length; i++) {
      if (wanted.every((char, k) => plain[i + k] === char)) hit.fill(1, i, i + wanted.length)
    }
  }
  const ranges: [number, number][] = []
  for (let i = 0; i < hit.length; i++) {
    if (!hit[i]) continue
    const start = i
    while (hit[i]) i++
    ranges.push([start, i])
  }
  return ranges
}

/** The text in stretches, those that match the labels marked. */
export function highlight(text: string, labels: readonly string[]): Mark[] {
  const letters = [...text]
  const marks: Mark[] = []
  let at = 0
  for (const [start, end] of rangesOf(text, labels)) {
    if (start > at) marks.push({ text: letters.slice(at, start).join(''), match: false })
    marks.push({ text: letters.slice(start, end).join(''), match: true })
    at = end
  }
  if (at < letters.length) marks.push({ text: letters.slice(at).join(''), match: false })
  return marks
}

/** The stretch of about `width` letters that holds most different matches, highlighted; an ellipsis where it was cut. */
export function snippet(text: string, labels: readonly string[], width = 90): Mark[] {
  const letters = [...text.replace(/\s+/g, ' ').trim()]
  const joined = letters.join('')
  const ranges = rangesOf(joined, labels)
  const start = bestStart(ranges, letters, width)
  const end = Math.min(letters.length, start + width)
  const marks = highlight(letters.slice(start, end).join(''), labels)
  if (start > 0) marks.unshift({ text: '…', match: false })
  if (end < letters.length) marks.push({ text: '…', match: false })
  return marks
}

function bestStart(ranges: readonly [number, number][], letters: readonly string[], width: number): number {
  let best = 0
  let most = -1
  for (const [from] of ranges) {
    const start = Math.max(0, Math.min(from - 10, letters.length - width))
    const inside = ranges.filter(([a, b]) => a >= start && b <= start + width)
    const variety = new Set(inside.map(([a, b]) => letters.slice(a, b).join(''))).size * 10 + inside.length
    if (variety > most) [best, most] = [start, variety]
  }
  return best
}
