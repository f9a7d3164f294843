import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { DayField, SectionField } from './fields.tsx'
import { NewPerson } from './person-forms.tsx'
import { shownDay, useAddress, useRoles, useStaff } from './shared.ts'

type Chosen = 'q' | 'section' | 'day' | 'heads'

/** 職員名簿: everybody who is with the body on a day. */
export default function People() {
  const api = useStaff()
  const roles = useRoles()
  const [chosen, choose] = useAddress<Chosen>()
  const [typed, setTyped] = useState(chosen.q ?? '')
  const [adding, setAdding] = useState(false)
  const filter = {
    ...(chosen.q ? { query: chosen.q } : {}),
    ...(chosen.section ? { sectionId: chosen.section } : {}),
    ...(chosen.day ? { asOf: chosen.day } : {}),
    headOnly: chosen.heads === 'yes',
  }
  const list = useInfiniteQuery(
    api.person.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, limit: 50, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
      placeholderData: (before) => before,
    }),
  )
  const first = list.data?.pages[0]
  const people = list.data?.pages.flatMap((page) => page.people) ?? []
  type Line = (typeof people)[number]
  const may = (...held: string[]) => roles.some((role) => held.includes(role))

  const columns: Column<Line>[] = [
    {
      key: 'name',
      header: '氏名',
      rowHeader: true,
      cell: ({ id, name, kana }) => (
        <>
          <TextLink href={`/people/${id}`}>{name}</TextLink>
          {kana && <span className="block text-dns-14N-130 font-normal text-solid-gray-700">{kana}</span>}
        </>
      ),
    },
    {
      key: 'section',
      header: '所属',
      cell: ({ sectionName, concurrent }) => (
        <>
          {sectionName ?? '（配属なし）'}
          {concurrent.length > 0 && (
            <span className="block text-dns-14N-130 text-solid-gray-700">兼務：{concurrent.join('、')}</span>
          )}
        </>
      ),
    },
    {
      key: 'title',
      header: '職位',
      cell: ({ title, head }) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {title || '—'} {head && <StatusBadge tone="information">所属長</StatusBadge>}
        </span>
      ),
    },
    ...(first?.full
      ? [
          {
            key: 'number',
            header: '職員番号',
            cell: ({ staffNumber, leftOn }: Line) => (
              <>
                {staffNumber}
                {leftOn && <span className="block text-dns-14N-130">退職：{shownDay(leftOn)}</span>}
              </>
            ),
          },
        ]
      : []),
  ]

  return (
    <>
      <PageHeading
        title="職員名簿"
        lead="氏名・フリガナ・所属の一部で探せます。過去や先の日付を選ぶと、その日の名簿になります。"
        actions={
          <>
            {may('hr', 'dx-office', 'administrator') && (
              <ExportButton
                title="職員名簿を書き出す"
                askReason
                run={(format, reason) =>
                  api.person.export.call({
                    format,
                    reason,
                    ...(chosen.day ? { asOf: chosen.day } : {}),
                    ...(chosen.section ? { sectionId: chosen.section } : {}),
                  })
                }
              />
            )}
            {may('hr', 'administrator') && (
              <Button variant="primary" onClick={() => setAdding(true)}>
                職員を登録する
              </Button>
            )}
          </>
        }
      />
      <div className="mb-6 flex flex-col gap-4">
        <SearchBox
          label={first?.full ? '氏名・フリガナ・所属・職員番号' : '氏名・フリガナ・所属'}
          value={typed}
          onChange={setTyped}
          onSearch={(q) => choose({ q })}
        />
        <div className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
          <SectionField
            label="所属で絞る（下の所属も含む）"
            asOf={chosen.day}
            value={chosen.section ?? null}
            onChange={(id) => choose({ section: id ?? '' })}
          />
          <DayField label="いつの名簿か" value={chosen.day ?? first?.asOf ?? ''} onChange={(day) => choose({ day })} />
          <Checkbox
            className="self-end"
            checked={chosen.heads === 'yes'}
            onChange={(event) => choose({ heads: event.target.checked ? 'yes' : '' })}
          >
            所属長だけを見る
          </Checkbox>
        </div>
      </div>
      <Table
        caption={first ? `${shownDay(first.asOf)}の職員　${first.total.toLocaleString()} 人` : '職員'}
        columns={columns}
        rows={people}
        rowKey={(row) => row.id}
        busy={list.isFetching}
        instead={
          list.isPending ? (
            <Skeleton lines={6} />
          ) : list.isError && !first ? (
            <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
          ) : people.length === 0 ? (
            <EmptyState title="当てはまる職員がいません">
              字の一部だけで探すか、所属や日付の絞り込みを外してみてください。
            </EmptyState>
          ) : undefined
        }
      />
      {list.hasNextPage && (
        <div className="mt-6 flex justify-center">
          <Button pending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            さらに表示する
          </Button>
        </div>
      )}
      {adding && <NewPerson onClose={() => setAdding(false)} />}
    </>
  )
}
