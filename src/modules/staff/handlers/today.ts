import { dateInJapan, type IsoDate } from '#kernel/fiscal-year'

/** The day now is in Japan: what "as of" means when nothing is said. */
export const today = (): IsoDate => dateInJapan(new Date())
