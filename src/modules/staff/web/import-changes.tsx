import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx'
import { Table } from '../../../ui/table.tsx'
import { peopleWords, sectionWords } from '../contract/import-words.ts'
import { changeKindNames, changeKinds, postKindNames } from '../contract/names.ts'
import type { Change, Checked, Kind } from './import-types.ts'
import { shownDay, shownSpan, useStaff } from './shared.ts'

const perPage = 50
const tones: Record<string, Tone> = {
  added: 'success',
  transferred: 'information',
  changed: 'neutral',
  ended: 'warning',
}

type Props = {
  id: string
  of: Kind
  kind: string
  onKind: (kind: string) => void
  section: string
  onSection: (code: string) => void
  summary: Checked['summary']
}

/** Each person's or section's before and after, narrowed by kind, section and name. */
export function ImportChanges({ id, of, kind, onKind, section, onSection, summary }: Props) {
  const [typed, setTyped] = useState('')
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState({ page: 1, filter: '' })
  const filter = `${kind} ${section} ${query}`
  const page = place.filter === filter ? place.page : 1
  const list = useQuery(
    useStaff().staffImport.changes.queryOptions({
      input: {
        id,
        offset: (page - 1) * perPage,
        limit: perPage,
        ...(kind ? { kind: kind as (typeof changeKinds)[number] } : {}),
        ...(section ? { sectionCode: section } : {}),
        ...(query ? { query } : {}),
      },
      placeholderData: (before) => before,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const names = changeKindNames[of]
  const { changes = [], total = 0 } = list.data ?? {}
  return (
    <section>
      <SectionHeading>一件ずつの変更</SectionHeading>
      <div className="mb-4 grid items-end gap-4 md:grid-cols-3">
        <Select
          label="変更の種類"
          placeholder="すべて"
          choices={changeKinds.map((value) => ({
            value,
            label: `${names[value]}（${summary[value].toLocaleString()}）`,
          }))}
          value={kind}
          onChange={(event) => onKind(event.target.value)}
        />
        {of === 'people' && (
          <Select
            label="所属"
            placeholder="すべて"
            choices={summary.sections.map(({ code, name }) => ({ value: code, label: name }))}
            value={section}
            onChange={(event) => onSection(event.target.value)}
          />
        )}
        <SearchBox
          label={of === 'people' ? '氏名・職員番号' : '所属名・所属コード'}
          value={typed}
          onChange={setTyped}
          onSearch={setQuery}
        />
      </div>
      <Table
        caption={`${total.toLocaleString()} 件`}
        rows={changes}
        rowKey={(row) => String(row.seq)}
        busy={list.isFetching}
        instead={
          list.isPending ? (
            <Skeleton lines={6} />
          ) : list.isError ? (
            <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
          ) : changes.length === 0 ? (
            <EmptyState title="当てはまる変更はありません" />
          ) : undefined
        }
        columns={[
          {
            key: 'name',
            header: of === 'people' ? '職員' : '所属',
            rowHeader: true,
            cell: ({ name, code }) => (
              <>
                {name}
                <span className="block text-dns-14N-130 font-normal text-solid-gray-700">{code}</span>
              </>
            ),
          },
          {
            key: 'kind',
            header: '種類',
            cell: (row) => <StatusBadge tone={tones[row.kind] ?? 'neutral'}>{names[row.kind]}</StatusBadge>,
          },
          {
            key: 'before',
            header: '前',
            cell: ({ before, after }) => <Side of={of} fields={before.fields} posts={endedIn(before, after)} />,
          },
          {
            key: 'after',
            header: '後',
            cell: ({ before, after }) => <Side of={of} fields={after.fields} posts={begunIn(before, after)} />,
          },
        ]}
      />
      {total > perPage && (
        <div className="mt-4">
          <Pagination
            page={page}
            pages={Math.ceil(total / perPage)}
            onPage={(next) => setPlace({ page: next, filter })}
            label="変更のページ送り"
          />
        </div>
      )}
    </section>
  )
}

type Post = Change['before']['posts'][number]
const sameIn = (posts: readonly Post[], { code, kind, from }: Post) =>
  posts.find((other) => other.code === code && other.kind === kind && other.from === from)

/** The posts from before, with the day they now end; read beside what begins, an ended post says where one comes from. */
const endedIn = (before: Change['before'], after: Change['after']) =>
  before.posts.map((post) => ({ ...post, to: sameIn(after.posts, post)?.to ?? post.to }))

/** The posts that are new or go on; those that only end stand on the other side. */
const begunIn = (before: Change['before'], after: Change['after']) =>
  after.posts.filter((post) => post.to === null || !sameIn(before.posts, post))

type SideProps = { of: Kind; fields: Change['before']['fields']; posts: readonly Post[] }

function Side({ of, fields: given, posts }: SideProps) {
  const words: Record<string, { label: string }> = of === 'people' ? peopleWords : sectionWords
  const fields = Object.entries(given)
  const shown = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? shownDay(value) : value || '（空）')
  if (fields.length === 0 && posts.length === 0) return <>—</>
  return (
    <ul className="flex flex-col gap-1">
      {posts.map(({ code, section, kind, title, head, from, to }) => (
        <li key={`${code} ${from} ${kind}`}>
          {section}　{title}
          {head && '（所属長）'}
          {kind === 'concurrent' && `　${postKindNames.concurrent}`}
          <span className="block text-dns-14N-130 text-solid-gray-700">{shownSpan(from, to)}</span>
        </li>
      ))}
      {fields.map(([field, value]) => (
        <li key={field}>
          {words[field]?.label ?? field}：{shown(value)}
        </li>
      ))}
    </ul>
  )
}
