const kept = /^([0-9a-f-]{36})\n([\s\S]*)$/

/** A draft as the browser keeps it: its id, then its text. */
export const writeDraft = ({ id, text }: { id: string; text: string }): string => `${id}\n${text}`

export function readDraft(stored: string | null): { id: string; text: string } | undefined {
  const [, id, text] = kept.exec(stored ?? '') ?? []
  return id === undefined || text === undefined ? undefined : { id, text }
}
