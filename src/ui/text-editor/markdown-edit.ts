/** A text with its selection, and the change a toolbar button makes of it. */
export type Selected = { text: string; start: number; end: number }
export type Change = { from: number; to: number; insert: string; select: [number, number] }
export type Command = (selected: Selected) => Change

/** Puts marks around the selection, or takes them away where they stand; an empty selection gets a word to overwrite. */
export const wrapWith =
  (mark: string, word: string): Command =>
  ({ text, start, end }) => {
    const [before, after] = [start - mark.length, end + mark.length]
    if (before >= 0 && text.slice(before, start) === mark && text.slice(end, after) === mark)
      return { from: before, to: after, insert: text.slice(start, end), select: [before, end - mark.length] }
    const inner = text.slice(start, end) || word
    const from = start + mark.length
    return { from: start, to: end, insert: mark + inner + mark, select: [from, from + inner.length] }
  }

const linesOf = ({ text, start, end }: Selected) => {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  const to = next === -1 ? text.length : next
  return { from, to, lines: text.slice(from, to).split('\n') }
}

/** Puts a prefix before every selected line, or takes it away when all of them have it. */
const eachLine =
  (prefix: (index: number) => string, present: RegExp): Command =>
  (selected) => {
    const { from, to, lines } = linesOf(selected)
    const all = lines.every((line) => present.test(line))
    const made = lines.map((line, index) => (all ? line.replace(present, '') : prefix(index) + line)).join('\n')
    const end = from + made.length
    return { from, to, insert: made, select: lines.length > 1 ? [from, end] : [end, end] }
  }

export const heading = eachLine(() => '## ', /^## /)
export const bullets = eachLine(() => '- ', /^- /)
export const numbers = eachLine((index) => `${index + 1}. `, /^\d+\. /)
export const quote = eachLine(() => '> ', /^> /)
export const bold = wrapWith('**', '太字')

/** Stands on lines of its own, with an empty line before and after. */
function block({ text, start, end }: Selected, lines: string, select: [number, number]): Change {
  const before = text.slice(0, start)
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const trail = text.slice(end).startsWith('\n') ? '\n' : '\n\n'
  const at = start + lead.length
  return { from: start, to: end, insert: lead + lines + trail, select: [at + select[0], at + select[1]] }
}

/** One line gets back-ticks, several become a fenced block. */
export const code: Command = (selected) => {
  const chosen = selected.text.slice(selected.start, selected.end)
  if (chosen !== '' && !chosen.includes('\n')) return wrapWith('`', '')(selected)
  const inner = chosen || 'ここにコード'
  return block(selected, `\`\`\`\n${inner}\n\`\`\``, [4, 4 + inner.length])
}

/** The selection becomes the link's words, unless it is itself an address; the part to fill in is selected. */
export const link: Command = ({ text, start, end }) => {
  const chosen = text.slice(start, end)
  const isAddress = /^https?:\/\/\S+$/.test(chosen)
  const words = isAddress || chosen === '' ? 'リンクの文字' : chosen
  const address = isAddress ? chosen : 'https://'
  const insert = `[${words}](${address})`
  const at = words === chosen ? start + words.length + 3 : start + 1
  return { from: start, to: end, insert, select: [at, at + (words === chosen ? address : words).length] }
}

export const table: Command = (selected) =>
  block(selected, '| 見出し1 | 見出し2 |\n| --- | --- |\n| 内容 | 内容 |', [2, 6])

/** An at sign after which the name is typed. */
export const atSign: Command = ({ start, end }) => ({
  from: start,
  to: end,
  insert: '@',
  select: [start + 1, start + 1],
})
