import { formatDateTime, formatRelative } from './format.ts'

/** 「3分前」 with the full date on pointing; machines read the exact moment. */
export function Time({ at, relative = true }: { at: string | Date; relative?: boolean }) {
  const moment = new Date(at)
  return (
    <time dateTime={moment.toISOString()} title={formatDateTime(moment)}>
      {relative ? formatRelative(moment) : formatDateTime(moment)}
    </time>
  )
}
