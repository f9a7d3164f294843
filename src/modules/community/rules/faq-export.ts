/** What one topic says in a list: its accepted answers, or all of them where none was accepted, one after the other. */
export function answerText(answers: readonly { body: string; accepted: boolean }[]): string {
  const accepted = answers.filter((answer) => answer.accepted)
  return (accepted.length > 0 ? accepted : answers).map(({ body }) => body).join('\n\n')
}

/** What a cell of Excel holds at most; more would make the file unreadable for it. */
const longestCell = 32_767

export const cellText = (text: string): string =>
  text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text
