import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { evidenceKindNames, projectPartNames, purposes, withdrawalReasonNames } from '../contract/names.ts'
import { useProfiles } from './use-profiles.ts'

type Row = Awaited<ReturnType<ReturnType<typeof useProfiles>['evidence']['list']['call']>>['rows'][number]

/** The ledger itself: every row, also those that no longer count. */
export default function Evidence() {
  const api = useProfiles()
  const { id: personId } = useParams({ strict: false }) as { id?: string }
  const stated = (useSearch({ strict: false }) as { for?: unknown }).for
  const purpose = purposes.find((one) => one === stated)
  const [page, setPage] = useState(1)
  const [leaving, setLeaving] = useState<Row>()
  const whose = { ...(personId ? { personId } : {}), ...(purpose ? { purpose } : {}) }
  const list = useQuery(api.evidence.list.queryOptions({ input: { ...whose, page }, retry: false }))
  return (
    <>
      <PageHeading
        title="根拠の記録"
        lead="スキルの水準は、この記録だけから計算しています。記録は消えません。誤りは「取り下げる」と、計算から外れます。"
        actions={
          list.data && (
            <ExportButton
              title="スキルの記録を書き出す"
              lead="いまの水準、すべての根拠（取り下げたものも）、意欲、誰が見たかを、1つのファイルにします。"
              run={(format) => api.profile.disclose.call({ ...whose, format })}
            />
          )
        }
      />
      {list.isPending && <Skeleton lines={10} />}
      {list.error && (
        <ErrorState onRetry={() => list.refetch()} requestId={problemIn(list.error)?.request_id}>
          {errorSentence(list.error)}
        </ErrorState>
      )}
      {list.data?.total === 0 && (
        <EmptyState title="まだ記録がありません">自己申告、採用された回答、推薦などが、ここに並びます。</EmptyState>
      )}
      {list.data && list.data.total > 0 && (
        <>
          <p role="status" className="mb-3">
            {formatNumber(list.data.total)}件
          </p>
          <ul className="border-t border-solid-gray-420">
            {list.data.rows.map((row) => (
              <EvidenceRow key={row.id} row={row} onWithdraw={() => setLeaving(row)} />
            ))}
          </ul>
          <div className="mt-6">
            <Pagination page={page} pages={Math.ceil(list.data.total / list.data.pageSize)} onPage={setPage} />
          </div>
        </>
      )}
      {leaving && <WithdrawDialog row={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}

function EvidenceRow({ row, onWithdraw }: { row: Row; onWithdraw: () => void }) {
  const { kind, part, level, error, skillName, note, link, shownOn, recordedBy, withdrawn, mayWithdraw } = row
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 border-b border-solid-gray-420 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <StatusBadge tone={withdrawn ? 'neutral' : 'information'}>{evidenceKindNames[kind]}</StatusBadge>
          {withdrawn && <StatusBadge tone="warning">取り下げ</StatusBadge>}
          <span className="text-std-16B-170">{skillName}</span>
          {level !== null && (
            <span>
              水準{formatNumber(Math.round(level * 10) / 10)}
              {error !== null && `（誤差 ${formatNumber(Math.round(error * 100) / 100)}）`}
            </span>
          )}
          {part && <span>{projectPartNames[part]}</span>}
        </p>
        {note && <p className="break-words">{link ? <TextLink href={link}>{note}</TextLink> : note}</p>}
        {withdrawn && (
          <p className="break-words">
            取り下げた理由：{withdrawalReasonNames[withdrawn.reason] ?? withdrawn.reason}（{withdrawn.by ?? '自動'}、
            <Time at={withdrawn.at} />）
          </p>
        )}
        <p className="text-dns-14N-130 text-solid-gray-700">
          {formatDate(shownOn)}　記録：{recordedBy ?? '自動'}
        </p>
      </div>
      {mayWithdraw && (
        <Button size="small" variant="text" onClick={onWithdraw}>
          取り下げる
        </Button>
      )}
    </li>
  )
}

function WithdrawDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const withdraw = useMutation(
    api.evidence.withdraw.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries()
        toast({ title: '取り下げました。計算から外れます。', tone: 'success' })
        onClose()
      },
    }),
  )
  return (
    <FormDialog
      title="記録を取り下げる"
      submit="取り下げる"
      pending={withdraw.isPending}
      error={withdraw.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (reason.trim()) withdraw.mutate({ id: row.id, reason })
      }}
    >
      <p>
        「{row.skillName}」の{evidenceKindNames[row.kind]}（{formatDate(row.shownOn)}
        ）を計算から外します。記録そのものは、理由とともに残ります。
      </p>
      <TextArea
        label="理由"
        required
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={tried && !reason.trim() ? '取り下げる理由を書いてください。' : undefined}
      />
    </FormDialog>
  )
}
