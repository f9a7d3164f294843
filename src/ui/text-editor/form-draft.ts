import { useDraft } from './draft.ts'

/** What was kept, as far as it can be read; a browser's memory may hold anything. */
function parse<T extends object>(text: string, initial: T): T {
  try {
    return { ...initial, ...JSON.parse(text) }
  } catch {
    return initial
  }
}

/** A whole form kept like one text: everything that was typed and chosen in it. */
export function useFormDraft<T extends object>(name: string, initial: T) {
  const draft = useDraft(name, JSON.stringify(initial))
  const form = parse(draft.text, initial)
  return {
    form,
    id: draft.id,
    state: draft.state,
    restored: draft.restored,
    set: (whole: T) => draft.setText(JSON.stringify(whole)),
    clear: (next: T = initial) => draft.clear(JSON.stringify(next)),
  }
}
