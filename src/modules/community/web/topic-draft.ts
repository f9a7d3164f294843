import { useDraft } from '../../../ui/text-editor/draft.ts'
import type { axes } from '../contract/names.ts'

export interface TopicDraft {
  kind: 'question' | 'problem' | 'idea'
  title: string
  body: string
  axis: (typeof axes)[number] | null
  tags: string[]
  /** The section that alone may read it; null for everybody. */
  audience: string | null
  anonymous: boolean
}

const empty: TopicDraft = {
  ...{ kind: 'question', title: '', body: '', axis: null, tags: [], audience: null, anonymous: false },
}

/** What was kept, as far as it can be read; a browser's memory may hold anything. */
function parse(text: string): TopicDraft {
  try {
    return { ...empty, ...JSON.parse(text) }
  } catch {
    return empty
  }
}

/**
 * A topic while it is written, kept on this machine until it was sent. A question brought along from another page
 * becomes the title of a new draft; a draft that already has a body is shown instead, to be continued or thrown away.
 */
export function useTopicDraft(brought: string) {
  const draft = useDraft('new-topic', JSON.stringify(empty))
  const kept = parse(draft.text)
  const fresh = { ...empty, title: brought }
  const untouched = kept.body.trim() === '' && kept.tags.length === 0 && draft.state === 'unchanged'
  const written = untouched && brought !== '' ? { ...kept, title: brought } : kept
  return {
    ...written,
    id: draft.id,
    state: draft.state,
    /** A draft of an earlier visit stands in the form. */
    continued: draft.restored && !untouched,
    change: (part: Partial<TopicDraft>) => draft.setText(JSON.stringify({ ...written, ...part })),
    /** Throws it away; the question brought along stays. */
    restart: () => draft.clear(JSON.stringify(fresh)),
    clear: () => draft.clear(JSON.stringify(empty)),
  }
}
