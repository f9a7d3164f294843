import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Time } from '../../../ui/time.tsx'
import type { AccountLine } from '../contract/account-list.ts'
import { type AccountState, accountStateNames, accountStates } from '../contract/names.ts'
import { useAddress, useStaff } from './shared.ts'

const tones: Record<AccountState, Tone> = {
  usable: 'success',
  unused: 'neutral',
  provisional: 'warning',
  locked: 'warning',
  stopped: 'error',
}

const columns: Column<AccountLine>[] = [
  {
    key: 'name',
    header: '氏名と所属',
    rowHeader: true,
    cell: ({ personId, name, kana, sectionName }) => (
      <>
        <TextLink href={`/people/${personId}`}>{name}</TextLink>
        {kana && <span className="block text-dns-14N-130 font-normal text-solid-gray-700">{kana}</span>}
        <span className="block text-dns-14N-130 font-normal">{sectionName ?? '（配属なし）'}</span>
      </>
    ),
  },
  {
    key: 'login',
    header: '利用者IDとメール',
    cell: ({ login, mail }) => (
      <span className="break-all">
        {login}
        {mail && <span className="block text-dns-14N-130 text-solid-gray-700">{mail}</span>}
      </span>
    ),
  },
  {
    key: 'state',
    header: '状態',
    cell: ({ state }) => <StatusBadge tone={tones[state]}>{accountStateNames[state]}</StatusBadge>,
  },
  {
    key: 'ways',
    header: '入り方',
    cell: ({ password, providers }) => {
      if (!password && providers.length === 0) return 'まだない'
      return (
        <>
          {password && <span className="block whitespace-nowrap">パスワード</span>}
          {providers.map((label) => (
            <span key={label} className="block">
              {label}
            </span>
          ))}
        </>
      )
    },
  },
  {
    key: 'last',
    header: '最後のサインイン',
    cell: ({ signedInAt }) => (signedInAt ? <Time at={signedInAt} relative={false} /> : 'まだない'),
  },
]

/** アカウント: who may sign in, and how. Each look is audited, so nothing is fetched again on its own. */
export default function Accounts() {
  const api = useStaff()
  const [chosen, choose] = useAddress<'q' | 'state' | 'way' | 'page'>()
  const [typed, setTyped] = useState(chosen.q ?? '')
  const state = accountStates.find((one) => one === chosen.state)
  const page = Math.max(1, Math.trunc(Number(chosen.page)) || 1)
  const list = useQuery(
    api.account.list.queryOptions({
      input: {
        ...(chosen.q ? { query: chosen.q } : {}),
        ...(state ? { state } : {}),
        ...(chosen.way ? { way: chosen.way } : {}),
        page,
      },
      placeholderData: (before) => before,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const { data } = list
  const filtered = Boolean(chosen.q || state || chosen.way)
  const all = data && Object.values(data.states).reduce((sum, n) => sum + n, 0)
  return (
    <>
      <PageHeading
        title="アカウント"
        lead="サインインできる職員と、その状態です。作る・停止する・パスワードを決め直してもらうなどは、氏名から職員の画面を開いて行います。見たことは監査記録に残ります。"
      />
      <div className="mb-6 flex flex-col gap-4">
        <SearchBox
          label="氏名・フリガナ・利用者ID・メールアドレス・職員番号"
          value={typed}
          onChange={setTyped}
          onSearch={(q) => choose({ q, page: '' })}
        />
        <div className="grid gap-4 md:grid-cols-2">
          <Select
            label="状態で絞る"
            placeholder={data ? `すべて（${all?.toLocaleString()} 人）` : 'すべて'}
            value={state ?? ''}
            choices={accountStates.map((one) => ({
              value: one,
              label: accountStateNames[one] + (data ? `（${data.states[one].toLocaleString()} 人）` : ''),
            }))}
            onChange={(event) => choose({ state: event.target.value, page: '' })}
          />
          <Select
            label="入り方で絞る"
            placeholder="すべて"
            value={chosen.way ?? ''}
            choices={[
              { value: 'password', label: 'パスワード' },
              ...(data?.providers ?? []).map(({ id, label }) => ({ value: id, label })),
              { value: 'none', label: 'まだない' },
            ]}
            onChange={(event) => choose({ way: event.target.value, page: '' })}
          />
        </div>
      </div>
      <Table
        caption={data ? `アカウント　${data.total.toLocaleString()} 人` : 'アカウント'}
        columns={columns}
        rows={data?.accounts ?? []}
        rowKey={({ personId }) => personId}
        busy={list.isFetching}
        instead={
          list.isPending ? (
            <Skeleton lines={6} />
          ) : list.isError ? (
            <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
          ) : list.data.accounts.length > 0 ? undefined : filtered || page > 1 ? (
            <EmptyState title="当てはまるアカウントがありません">
              字の一部だけで探すか、状態や入り方の絞り込みを外してみてください。
            </EmptyState>
          ) : (
            <EmptyState title="アカウントはまだありません">
              職員名簿から職員の画面を開くと、アカウントを作れます。
            </EmptyState>
          )
        }
      />
      {data && (
        <div className="mt-6">
          <Pagination page={page} pages={data.pages} onPage={(to) => choose({ page: String(to) })} />
        </div>
      )}
    </>
  )
}
