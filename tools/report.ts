/** What one check found. `failures` name file, place and remedy; `notes` are shown but do not fail. */
export interface Report {
  check: string
  /** How many things (files, tables, packages…) were looked at. */
  subjects: number
  failures: string[]
  notes?: string[]
}

export function printReport({ check, subjects, failures, notes = [] }: Report): void {
  for (const note of notes) console.log(`  note: ${note}`)
  for (const failure of failures) console.log(`  ${failure}`)
  console.log(`${failures.length ? '✗' : '✓'} ${check}: ${subjects} checked, ${failures.length} failed`)
}

/** The end of every check run by itself: `node tools/<check>.ts`. */
export function finish(report: Report): void {
  printReport(report)
  if (report.failures.length) process.exitCode = 1
}
