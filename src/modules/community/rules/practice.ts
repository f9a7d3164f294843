import { mayModerate, type Role } from '#kernel/permission'

interface Reader {
  personId: string
  roles: readonly Role[]
  sectionIds: readonly string[]
  headedIds: readonly string[]
}

/** A card belongs to its writer, to the section that did the work (its head), and to moderators. */
export function mayEditPractice(
  card: { author_id: string | null; section_id: string | null },
  reader: Reader,
): boolean {
  if (card.author_id === reader.personId || mayModerate(reader.roles)) return true
  return card.section_id !== null && reader.headedIds.includes(card.section_id)
}

/** A practice is made of what was solved; what was taken down is not spread further. */
export const mayBecomePractice = (topic: { kind: string; accepted_count: number; hidden_at: Date | null }): boolean =>
  topic.kind !== 'practice' && topic.accepted_count > 0 && topic.hidden_at === null

const listed = /^\s*(?:[-*・●]|\d{1,2}[.)．）、]|[①-⑳])\s*/
/** Emphasis, code and links of Markdown, which a step shows as plain words. */
const plain = (line: string) =>
  line
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`|^#{1,6}\s+|^>\s?)/g, '')
    .trim()

/** The steps an answer tells: its list when it has one, else its paragraphs. At most `most`, each of a bounded length. */
export function stepsOf(answers: readonly string[], most = 30): string[] {
  const lines = answers.flatMap((answer) => answer.split('\n')).filter((line) => line.trim() !== '')
  const items = lines.filter((line) => listed.test(line)).map((line) => line.replace(listed, ''))
  const steps = (items.length >= 2 ? items : lines).map(plain).filter((line) => line !== '')
  return steps.slice(0, most).map((step) => step.slice(0, 1000))
}
