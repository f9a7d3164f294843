import type { IsoDate } from '#kernel/fiscal-year'
import { dateMarks, eras, firstYear } from '../../contract/import-words.ts'

/** Excel counts days from 1899-12-30; a date cell without its format arrives as such a number. */
const excelDay = (serial: number): IsoDate => new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10)

function real(year: number, month: number, day: number): IsoDate | undefined {
  if (year < 1868 || year > 2199) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same ? date.toISOString().slice(0, 10) : undefined
}

/** A day of an era; refused outside it (there is no 平成40年4月1日). */
function ofEra(mark: string, year: number, month: number, day: number): IsoDate | undefined {
  const era = eras.find(({ names, digit }) => digit === mark || names.some((name) => name.toUpperCase() === mark))
  if (!era || year < 1) return undefined
  const date = real(Number(era.first.slice(0, 4)) + year - 1, month, day)
  return date && date >= era.first && date <= era.last ? date : undefined
}

const marks = `[-/.${dateMarks.year}${dateMarks.month}]`
const ymd = `${marks}(\\d{1,2})${marks}(\\d{1,2})${dateMarks.day}?`
const western = new RegExp(`^(\\d{4})${ymd}(?:T?\\d{1,2}:\\d{2}(?::\\d{2})?)?$`)
const eraNames = eras.flatMap(({ names }) => names).join('|')
const japanese = new RegExp(`^(${eraNames})\\.?(\\d{1,2}|${firstYear})${ymd}$`, 'i')

/**
 * Reads a day as municipal files write it: 2026-04-01, 2026/4/1, 2026年4月1日, 20260401, R8.4.1, 令和8年4月1日, 5080401
 * (era digit, two digits each of year, month and day), or Excel's day number. Undefined when it is no day.
 */
export function readDay(text: string): IsoDate | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  let match = western.exec(plain)
  if (match) return real(Number(match[1]), Number(match[2]), Number(match[3]))
  match = japanese.exec(plain)
  if (match) {
    const year = match[2] === firstYear ? 1 : Number(match[2])
    return ofEra(match[1]!, year, Number(match[3]), Number(match[4]))
  }
  match = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (match) return real(Number(match[1]), Number(match[2]), Number(match[3]))
  match = /^([1-5])(\d{2})(\d{2})(\d{2})$/.exec(plain)
  if (match) return ofEra(match[1]!, Number(match[2]), Number(match[3]), Number(match[4]))
  if (/^[2-7]\d{4}$/.test(plain)) return excelDay(Number(plain))
  return undefined
}
