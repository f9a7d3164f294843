import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { buttonLook } from '../../../ui/button.tsx'
import { Card, ItemList } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Time } from '../../../ui/time.tsx'
import { kindNames } from '../contract/names.ts'
import { Answered } from './answered.tsx'
import { Marked, plain } from './marked.tsx'
import { TopicItem } from './topic-item.tsx'
import { useCommunity } from './use-community.ts'
import { useSuggestions } from './use-suggestions.ts'

/** The first page: one box for any doubt, answered while it is typed; below, what waits and what is new. */
export default function Home() {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [opened, setOpened] = useState<{ id: string; query: string }>()
  const found = useSuggestions(text)
  const ask = () => void navigate({ to: '/topics/new', search: { title: text.trim() } } as never)
  const entries = [
    ...found.hits.map(({ id, kind, title, snippet, solved }) => ({
      id,
      group: kind === 'practice' ? 'うまくいった事例' : found.confident ? '答えの候補' : '近い話題',
      label: <Marked parts={title} />,
      note: `${solved ? '解決済み・' : ''}${kindNames[kind as keyof typeof kindNames] ?? ''}：${plain(snippet)}`,
    })),
    ...found.people.map(({ id, name, section, reasons }) => ({
      id: `person-${id}`,
      group: '力になれそうな人',
      label: `${name}（${section}）`,
      note: reasons[0]?.details.slice(0, 2).join('、'),
    })),
    {
      id: 'ask',
      group: '見つからないとき',
      label: 'この内容で質問を書く',
      note: '書きかけの文はそのまま引き継がれます',
    },
  ]
  return (
    <>
      <PageHeading
        title="何に困っていますか？"
        lead="仕事の疑問を書いてみてください。3文字目から、庁内の答えと事例を探します。"
      />
      <SearchBox
        label="困っていること"
        labelHidden
        placeholder="例：電子申請のフォームを引き継ぎたい"
        value={text}
        onChange={(value) => {
          setText(value)
          setOpened(undefined)
        }}
        onSearch={(query) => query && void navigate({ to: '/search', search: { q: query } } as never)}
        suggestions={{
          status: found.status,
          entries: found.status === 'ready' ? entries : [],
          nothing: '当てはまる答えは見つかりませんでした',
        }}
        onChoose={({ id }) => {
          if (id === 'ask') ask()
          else if (id.startsWith('person-')) void navigate({ to: `/people/${id.slice(7)}` })
          else setOpened({ id, query: text.trim() })
        }}
      />
      {found.status === 'ready' && !found.confident && !opened && (
        <Card className="mt-4">
          <p className="text-std-16N-170">
            ぴったりの答えは見つかっていません。近い話題を開くか、このまま質問してください。詳しい職員に届きます。
          </p>
          <button type="button" className={`${buttonLook({ variant: 'primary' })} mt-3`} onClick={ask}>
            このまま質問する
          </button>
        </Card>
      )}
      {opened && <Answered id={opened.id} query={opened.query} place="suggest" onNotSolved={ask} />}
      <div className="mt-10 grid gap-10 lg:grid-cols-3">
        {/* On a narrow screen what waits for the person comes before what is new. */}
        <div className="lg:col-start-3">
          <MyAsks />
        </div>
        <div className="lg:col-span-2 lg:col-start-1 lg:row-start-1">
          <Recent />
        </div>
      </div>
    </>
  )
}

function Recent() {
  const api = useCommunity()
  const recent = useQuery(api.topic.list.queryOptions({ input: { limit: 10 } }))
  return (
    <section aria-labelledby="recent">
      <SectionHeading id="recent" actions={<TextLink href="/topics">すべての話題</TextLink>}>
        最近の話題
      </SectionHeading>
      {recent.isPending && <Skeleton lines={6} />}
      {recent.error && <ErrorState onRetry={() => recent.refetch()}>{errorSentence(recent.error)}</ErrorState>}
      {recent.data?.topics.length === 0 && (
        <EmptyState title="まだ話題がありません">
          最初の質問を書いてみてください。小さな疑問ほど、ほかの人の役に立ちます。
        </EmptyState>
      )}
      {recent.data && recent.data.topics.length > 0 && (
        <ItemList label="最近の話題">
          {recent.data.topics.map((topic) => (
            <TopicItem key={topic.id} topic={topic} />
          ))}
        </ItemList>
      )}
    </section>
  )
}

function MyAsks() {
  const api = useCommunity()
  const asks = useQuery(api.ask.list.queryOptions({ input: { limit: 5 } }))
  return (
    <section aria-labelledby="asks">
      <SectionHeading id="asks" actions={<TextLink href="/asks">一覧</TextLink>}>
        あなたに届いた質問
      </SectionHeading>
      {asks.isPending && <Skeleton lines={3} />}
      {asks.error && <ErrorState onRetry={() => asks.refetch()}>{errorSentence(asks.error)}</ErrorState>}
      {asks.data?.asks.length === 0 && <p className="text-std-16N-170">今は届いていません。</p>}
      <ul className="flex flex-col gap-3">
        {asks.data?.asks.map(({ id, topic, dueAt }) => (
          <li key={id}>
            <Card>
              <TextLink href={`/topics/${topic.id}`}>{topic.title}</TextLink>
              <p className="mt-1 text-dns-14N-130 text-solid-gray-700">
                めやす：
                <Time at={dueAt} />
              </p>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  )
}
