import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { byText, type Column, Table } from '../../../ui/table.tsx'
import { grantedRoles, roleNames } from '../contract/names.ts'
import { useTaken } from './person-forms.tsx'
import { GrantRole } from './role-forms.tsx'
import { shownDay, useAddress, useRoles, useStaff } from './shared.ts'

type Granted = (typeof grantedRoles)[number]

/** 役割: who holds which until when; in March all of them are extended at once. */
export default function Roles() {
  const api = useStaff()
  const mayChange = useRoles().includes('administrator')
  const [chosen, choose] = useAddress<'role'>()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<'grant' | 'extend' | { revoke: string; text: string }>()
  const close = () => setOpen(undefined)
  const list = useQuery(
    api.role.list.queryOptions({
      input: chosen.role ? { role: chosen.role as Granted } : {},
      placeholderData: (before) => before,
    }),
  )
  const done = () => {
    close()
    setPicked(new Set())
  }
  const extending = useMutation(api.role.extend.mutationOptions(useTaken('期限を延ばしました', done)))
  const revoking = useMutation(api.role.revoke.mutationOptions(useTaken('役割を取り消しました', done)))
  const { grants = [], yearEnd = '', nextYearEnd = '' } = list.data ?? {}
  const ending = grants.filter((grant) => grant.to <= yearEnd)
  const pick = (id: string, on: boolean) =>
    setPicked(new Set(on ? [...picked, id] : [...picked].filter((one) => one !== id)))
  type Grant = (typeof grants)[number]

  const columns: Column<Grant>[] = [
    ...(mayChange
      ? [
          {
            key: 'pick',
            header: '選ぶ',
            cell: ({ id, name, role }: Grant) => (
              <Checkbox checked={picked.has(id)} onChange={(event) => pick(id, event.target.checked)}>
                <span className="sr-only">{`${name}の${roleNames[role]}を選ぶ`}</span>
              </Checkbox>
            ),
          },
        ]
      : []),
    {
      key: 'name',
      header: '氏名',
      rowHeader: true,
      compare: byText((grant) => grant.name),
      cell: ({ personId, name, sectionName }) => (
        <>
          <TextLink href={`/people/${personId}`}>{name}</TextLink>
          <span className="block text-dns-14N-130 font-normal text-solid-gray-700">{sectionName}</span>
        </>
      ),
    },
    {
      key: 'role',
      header: '役割',
      compare: byText((grant) => roleNames[grant.role]),
      cell: ({ role }) => roleNames[role],
    },
    {
      key: 'to',
      header: '期限',
      compare: byText((grant) => grant.to),
      cell: ({ to }) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {shownDay(to)} {to <= yearEnd && <StatusBadge tone="warning">今年度まで</StatusBadge>}
        </span>
      ),
    },
    {
      key: 'reason',
      header: '理由・付けた人',
      cell: ({ reason, grantedBy }) => [reason, grantedBy].filter(Boolean).join('　') || '—',
    },
    ...(mayChange
      ? [
          {
            key: 'revoke',
            header: '操作',
            cell: ({ id, name, role }: Grant) => (
              <Button
                size="small"
                variant="text"
                onClick={() => setOpen({ revoke: id, text: `${name}さんの「${roleNames[role]}」` })}
              >
                取り消す
                <span className="sr-only">
                  （{name}の{roleNames[role]}）
                </span>
              </Button>
            ),
          },
        ]
      : []),
  ]
  const failed = extending.error ?? revoking.error
  return (
    <>
      <PageHeading
        title="役割"
        lead="役割は年度末で切れます。新しい年度も続ける人は、まとめて延ばせます。職員・所属長は配属から決まります。"
        actions={
          mayChange && (
            <Button variant="primary" onClick={() => setOpen('grant')}>
              役割を付ける
            </Button>
          )
        }
      />
      {failed && (
        <div className="mb-4">
          <NotificationBanner tone="error" title={errorSentence(failed)} live />
        </div>
      )}
      <div className="mb-6 flex flex-wrap items-end gap-4">
        <Select
          label="役割で絞る"
          placeholder="すべて"
          choices={grantedRoles.map((value) => ({ value, label: roleNames[value] }))}
          value={chosen.role ?? ''}
          onChange={(event) => choose({ role: event.target.value })}
        />
        {mayChange && (
          <>
            <Button disabled={ending.length === 0} onClick={() => setPicked(new Set(ending.map((grant) => grant.id)))}>
              今年度で切れる {ending.length} 件を選ぶ
            </Button>
            <Button variant="primary" disabled={picked.size === 0} onClick={() => setOpen('extend')}>
              選んだ {picked.size} 件を延ばす
            </Button>
          </>
        )}
      </div>
      <Table
        caption={`付いている役割　${grants.length} 件`}
        columns={columns}
        rows={grants}
        rowKey={(grant) => grant.id}
        busy={list.isFetching}
        instead={
          list.isPending ? (
            <Skeleton lines={5} />
          ) : list.isError ? (
            <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
          ) : grants.length === 0 ? (
            <EmptyState title="付いている役割はありません" />
          ) : undefined
        }
      />
      {open === 'grant' && <GrantRole onClose={close} />}
      <ConfirmDialog
        title="期限を延ばしますか"
        open={open === 'extend'}
        confirm="延ばす"
        pending={extending.isPending}
        onConfirm={() => extending.mutate({ ids: [...picked] })}
        onClose={close}
      >
        選んだ {picked.size} 件の期限を、次の年度末（{shownDay(nextYearEnd)}）まで延ばします。
      </ConfirmDialog>
      <ConfirmDialog
        title="役割を取り消しますか"
        open={typeof open === 'object'}
        confirm="取り消す"
        danger
        pending={revoking.isPending}
        onConfirm={() => typeof open === 'object' && revoking.mutate({ id: open.revoke })}
        onClose={close}
      >
        {typeof open === 'object' && open.text}を、今日から使えなくします。
      </ConfirmDialog>
    </>
  )
}
