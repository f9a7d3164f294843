/** What a notice calls the answers somebody is asked to confirm: one of them, and how many more. */
export const verificationTitle = (title: string, count: number): string =>
  count === 1 ? title : `${title} ほか${count - 1}件`
