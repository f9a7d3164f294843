import type { Change, Selected } from './markdown-edit.ts'

export type Mention = { from: number; to: number; typed: string }

/**
 * The name being typed after an at sign, just before the caret. Japanese has no spaces between words, so the sign may
 * follow any letter but those of an address (`a@example.jp`).
 */
export function mentionAt({ text, start, end }: Selected): Mention | undefined {
  if (start !== end) return undefined
  const found = /(?<![\w.%+-])[@＠]([^\s@＠、。，．,.()（）「」[\]]{1,20})$/u.exec(text.slice(0, end))
  return found ? { from: found.index, to: end, typed: found[1] as string } : undefined
}

/** Puts a link to the person's page in the place of what was typed. */
export function insertMention({ from, to }: Mention, { id, name }: { id: string; name: string }): Change {
  const insert = `[@${name.replace(/[\\[\]]/g, '\\$&')}](/people/${id}) `
  return { from, to, insert, select: [from + insert.length, from + insert.length] }
}
