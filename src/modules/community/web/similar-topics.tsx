import { Card } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { kindNames } from '../contract/names.ts'
import { plain } from './marked.tsx'
import { useSuggestions } from './use-suggestions.ts'

/** What is there already for a title while it is typed: topics, practices, and people who might help. */
export function SimilarTopics({ title }: { title: string }) {
  const { status, hits, people, confident } = useSuggestions(title)
  const shown = status === 'ready' ? hits.slice(0, 4) : []
  return (
    <aside aria-label="近い話題" className="lg:absolute lg:top-0 lg:left-full lg:ml-8 lg:w-80">
      <p role="status" className="sr-only">
        {status === 'ready' && (shown.length > 0 ? `近い話題が${shown.length}件あります` : '近い話題はありません')}
      </p>
      {shown.length > 0 && (
        <Card>
          <h2 className="text-std-16B-170">{confident ? 'もう答えがあるかもしれません' : '近い話題があります'}</h2>
          <ul className="mt-2 flex flex-col gap-3">
            {shown.map((hit) => (
              <li key={hit.id}>
                <TextLink href={`/topics/${hit.id}`}>{plain(hit.title)}</TextLink>
                <span className="block text-dns-14N-130 text-solid-gray-700">
                  {kindNames[hit.kind as keyof typeof kindNames]}
                  {hit.solved && '・解決済み'}
                </span>
              </li>
            ))}
          </ul>
          <p className="mt-3 text-dns-14N-130 text-solid-gray-700">開いても、書きかけの内容は残ります。</p>
        </Card>
      )}
      {status === 'ready' && people.length > 0 && (
        <p className="mt-3 text-std-16N-170">
          力になれそうな人：{people.map(({ name, section }) => `${name}さん（${section}）`).join('、')}
        </p>
      )}
    </aside>
  )
}
