type Moment = Date | string | number
const zone = { timeZone: 'Asia/Tokyo' } as const
const make = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...zone, ...options })

const day = { year: 'numeric', month: 'long', day: 'numeric' } as const
const western = make('ja-JP', day)
const japanese = make('ja-JP-u-ca-japanese', { ...day, era: 'long' })
const weekday = make('ja-JP', { weekday: 'short' })
const clock = make('ja-JP', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const japaneseYear = make('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric' })
const relative = new Intl.RelativeTimeFormat('ja', { numeric: 'auto' })

/** 2026年4月1日 */
export const formatDate = (moment: Moment): string => western.format(new Date(moment))

/** 令和8年4月1日 */
export const formatJapaneseDate = (moment: Moment): string => japanese.format(new Date(moment))

/** 2026年4月1日（水） */
export const formatDateWithWeekday = (moment: Moment): string =>
  `${formatDate(moment)}（${weekday.format(new Date(moment))}）`

/** 2026年4月1日 09:05 */
export const formatDateTime = (moment: Moment): string => `${formatDate(moment)} ${clock.format(new Date(moment))}`

/** 令和8年度 of the fiscal year that begins in April 2026. */
export const formatFiscalYear = (year: number): string =>
  `${japaneseYear.format(Date.UTC(year, 4, 1)).replace(/年$/, '')}年度`

const steps: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ['minute', 60, 60],
  ['hour', 3600, 24],
  ['day', 86_400, 7],
]

/** 3分前, 昨日, then the date once a week has passed. */
export function formatRelative(moment: Moment, now: Moment = Date.now()): string {
  const seconds = (new Date(moment).getTime() - new Date(now).getTime()) / 1000
  if (Math.abs(seconds) < 60) return seconds <= 0 ? 'たった今' : 'まもなく'
  for (const [unit, length, limit] of steps) {
    const count = Math.trunc(seconds / length)
    if (Math.abs(count) < limit) return relative.format(count, unit)
  }
  return formatDate(moment)
}

const number = new Intl.NumberFormat('ja-JP', { maximumFractionDigits: 2 })
const percent = new Intl.NumberFormat('ja-JP', { style: 'percent', maximumFractionDigits: 1 })

export const formatNumber = (value: number): string => number.format(value)
/** 0.125 → 12.5% */
export const formatPercent = (share: number): string => percent.format(share)

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} バイト`
  if (bytes < 1024 ** 2) return `${number.format(Math.round(bytes / 102.4) / 10)} KB`
  return `${number.format(Math.round(bytes / 1024 / 102.4) / 10)} MB`
}

/** Minutes as a person says them: 45分, 2時間, 1時間30分. */
export function formatMinutes(minutes: number): string {
  const [hours, rest] = [Math.trunc(minutes / 60), Math.round(minutes % 60)]
  if (hours === 0) return `${rest}分`
  return rest === 0 ? `${number.format(hours)}時間` : `${number.format(hours)}時間${rest}分`
}
