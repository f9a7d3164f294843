import type { ItemDocument } from '../contract/item-document.ts'
import { pointsOf } from './parameters.ts'

/**
 * The category of an answer, 0 the lowest: right or wrong, or the rank of a judgement's points. Nothing given, or what the
 * item does not offer, is the lowest. Where all right ones are asked for, one too many is as wrong as one too few.
 */
export function categoryOf(document: ItemDocument, given: readonly string[]): number {
  const { kind, answer, options } = document
  if (given.length === 0) return 0
  if (kind === 'judgement') {
    const score = options.find(({ key }) => key === given[0])?.score
    return given.length === 1 && score !== undefined ? pointsOf(document).indexOf(score) : 0
  }
  const [right, said] = kind === 'order' ? [answer, given] : [[...answer].sort(), [...given].sort()]
  return right.length === said.length && right.every((key, at) => key === said[at]) ? 1 : 0
}

/** May such an answer be given at all? Every key once, one where one is asked for, all of them in an order; or nothing. */
export function isAnswer({ kind, options }: ItemDocument, given: readonly string[]): boolean {
  const keys = options.map(({ key }) => key)
  if (new Set(given).size < given.length || !given.every((key) => keys.includes(key))) return false
  if (given.length === 0) return true
  if (kind === 'order') return given.length === keys.length
  return kind === 'single' || kind === 'judgement' ? given.length === 1 : true
}
