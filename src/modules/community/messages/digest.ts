interface Row {
  id: string
  title: string
  n: number | null
}

/** Parts of the mail with notices that the community adds. */
export const waitingPart = (rows: readonly Row[]) => ({
  heading: '回答を待っている質問',
  lines: rows.map(({ id, title, n }) => ({ title, path: `/topics/${id}`, note: `${n ?? 0}日前から` })),
})

export const practicesPart = (rows: readonly Row[]) => ({
  heading: '新しい事例',
  lines: rows.map(({ id, title, n }) => ({
    title,
    path: `/topics/${id}`,
    note: n ? `年${Math.round(n)}時間の削減` : undefined,
  })),
})
