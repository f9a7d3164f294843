/** What the parts of a practice card are called, on screens and in its history; no schema, so that pages stay small. */
export const practiceParts = {
  problem: '困っていたこと',
  steps: 'やったこと',
  effect: '効果',
  hoursSaved: '削減時間（年間）',
  measured: '測り方',
  cautions: '気をつけること',
} as const

export const unmeasured = '未計測'

export interface PracticeCard {
  problem: string
  steps: readonly string[]
  effect: string
  hoursSaved: number | null
  measured: string
  cautions: string
}

/** The whole card as one text: what its history keeps, and what is shown of the newer wording when two people edit. */
export function cardText(card: PracticeCard): string {
  const hours = card.hoursSaved === null ? unmeasured : `${card.hoursSaved}時間`
  const steps = card.steps.map((step, index) => `${index + 1}. ${step}`).join('\n')
  const parts = [
    [practiceParts.problem, card.problem],
    [practiceParts.steps, steps],
    [practiceParts.effect, card.effect],
    [practiceParts.hoursSaved, hours],
    [practiceParts.measured, card.measured],
    [practiceParts.cautions, card.cautions],
  ]
  return parts.flatMap(([name, text]) => (text ? [`${name}\n${text}`] : [])).join('\n\n')
}
