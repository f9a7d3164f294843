/** Japanese fiscal years run from 1 April to 31 March; FY2030 (令和12年度) begins on 2030-04-01. Dates are ISO `YYYY-MM-DD`. */
export type IsoDate = string

export function fiscalYearOf(date: IsoDate): number {
  const year = Number(date.slice(0, 4))
  return Number(date.slice(5, 7)) >= 4 ? year : year - 1
}

export const firstDayOf = (fiscalYear: number): IsoDate => `${fiscalYear}-04-01`
export const lastDayOf = (fiscalYear: number): IsoDate => `${fiscalYear + 1}-03-31`

/** The date in Japan at an instant, whatever the machine's time zone. */
export function dateInJapan(instant: Date): IsoDate {
  return new Date(instant.getTime() + 9 * 3600_000).toISOString().slice(0, 10)
}
