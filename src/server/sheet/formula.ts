/**
 * CSV formula injection: a cell that begins like a formula is run by the spreadsheet program that opens the file.
 * Such texts get a leading apostrophe on the way out (Excel's own mark of "this is text"), and lose it on the way in,
 * so that a file written here reads back the same. Numbers stay numbers.
 */
const formulaLike = /^[=+\-@\t\r＝＋－＠]/
const harmless = /^[+-]?\d[\d,]*(\.\d+)?%?$|^[-－]+$/

export const guarded = (text: string): string =>
  (formulaLike.test(text) && !harmless.test(text)) || /^'+[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text

export const unguarded = (text: string): string => (/^'+[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text)
