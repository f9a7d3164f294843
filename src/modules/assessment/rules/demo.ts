import type { ItemDocument } from '../contract/item-document.ts'
import { categoryOf } from './mark.ts'

/** What somebody may have given who fell in a category; nothing ("I do not know") now and then. */
export function demoGiven(document: ItemDocument, category: number, chance: number): string[] {
  const { kind, answer, options } = document
  const keys = options.map(({ key }) => key)
  if (kind !== 'judgement' && category > 0) return [...answer]
  if (category === 0 && chance < 0.2) return []
  if (kind === 'order') return keys
  const fitting = keys.filter((key) => categoryOf(document, [key]) === category)
  return fitting.length > 0 ? [fitting[Math.floor(chance * fitting.length)]!] : []
}
