import { fiscalYearOf } from '#kernel/fiscal-year'

/** What a course says is looked at again after so many days. */
const checkedFor = 365

/** Courses last looked at before this, or of an earlier fiscal year, are to be looked at. */
export const staleOn = (today: string) => ({
  since: new Date(Date.parse(today) - checkedFor * 86_400_000).toISOString().slice(0, 10),
  fiscalYear: fiscalYearOf(today),
})
