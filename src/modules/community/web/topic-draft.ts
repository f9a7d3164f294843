import { useFormDraft } from '../../../ui/text-editor/form-draft.ts'
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

/**
 * A topic while it is written, kept on this machine until it was sent. A question brought along from another page
 * becomes the title of a new draft; a draft that already has a body is shown instead, to be continued or thrown away.
 */
export function useTopicDraft(brought: string) {
  const { form: kept, id, state, restored, set, clear } = useFormDraft('new-topic', empty)
  const untouched = kept.body.trim() === '' && kept.tags.length === 0 && state === 'unchanged'
  const form = untouched && brought !== '' ? { ...kept, title: brought } : kept
  return {
    ...form,
    id,
    state,
    /** A draft of an earlier visit stands in the form. */
    continued: restored && !untouched,
    change: (part: Partial<TopicDraft>) => set({ ...form, ...part }),
    /** Throws it away; the question brought along stays. */
    restart: () => clear({ ...empty, title: brought }),
    clear: () => clear(),
  }
}
