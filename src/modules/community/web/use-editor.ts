import type { TextEditorProps } from '../../../ui/text-editor/text-editor.tsx'
import { useCommunity } from './use-community.ts'

/** What every text editor of the community asks of the server: how the text will look, and whom one may call. */
export function useEditor(): Required<Pick<TextEditorProps, 'preview' | 'people'>> {
  const api = useCommunity()
  return {
    preview: async (text) => (await api.topic.preview.call({ body: text })).html,
    people: async (starting, signal) => {
      const { people } = await api.person.find.call({ starting, limit: 5 }, { signal })
      return people.map(({ id, name, kana, sectionName, title }) => ({
        id,
        name,
        note: [sectionName, title, kana].filter(Boolean).join('・'),
      }))
    },
  }
}
