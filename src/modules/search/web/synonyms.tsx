import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence, fieldErrors, problemIn, useApi } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Table } from '../../../ui/table.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { staffContract } from '../../staff/contract.ts'
import type { searchContract } from '../contract.ts'

interface Synonym {
  id: string
  words: string[]
}

const fresh = () => ({ id: newId(), text: '', known: false })

/** Words that mean the same in this city, so that a search for one finds the others. */
export default function Synonyms() {
  const { synonym, session } = useApi<typeof searchContract & Pick<typeof staffContract, 'session'>>()
  const { data: signedIn } = useQuery(session.current.queryOptions({ staleTime: 60_000 }))
  const mayChange = signedIn?.person?.roles.some((role) => role === 'dx-office' || role === 'administrator') ?? false
  const queries = useQueryClient()
  const list = useQuery(synonym.list.queryOptions())
  const [draft, setDraft] = useState(fresh)
  const [doomed, setDoomed] = useState<Synonym>()
  const refresh = () => queries.invalidateQueries({ queryKey: synonym.key() })
  const save = useMutation(
    synonym.save.mutationOptions({
      onSuccess: async () => {
        setDraft(fresh())
        await refresh()
      },
    }),
  )
  const remove = useMutation(
    synonym.remove.mutationOptions({
      onSuccess: async () => {
        if (doomed?.id === draft.id) setDraft(fresh())
        setDoomed(undefined)
        await refresh()
      },
      onError: () => setDoomed(undefined),
    }),
  )
  const wordsError = fieldErrors(save.error)['words']
  const failure = (save.error && !wordsError ? save.error : null) ?? remove.error
  const synonyms = list.data?.synonyms ?? []
  return (
    <>
      <PageHeading
        title="検索の同義語"
        lead="庁内だけの略称や呼び名を登録すると、どの言い方でも同じ話題が見つかります。変更は30秒ほどで検索に反映されます。"
      />
      {failure && <NotificationBanner tone="error" title={errorSentence(failure)} live />}
      {mayChange && (
        <form
          noValidate
          className="mb-10 flex max-w-form flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate({ id: draft.id, words: wordsOf(draft.text) })
          }}
        >
          <TextField
            id="synonym-words"
            label={draft.known ? '同義語を直す' : '同義語を加える'}
            support="同じ意味の言葉を読点で区切って、2つから20個まで。例：電子申請、オンライン申請、ネット申請"
            required
            value={draft.text}
            error={wordsError}
            onChange={(event) => setDraft({ ...draft, text: event.target.value })}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" pending={save.isPending}>
              {draft.known ? '直した内容を保存する' : '加える'}
            </Button>
            {draft.known && <Button onClick={() => setDraft(fresh())}>やめる</Button>}
          </div>
        </form>
      )}
      <Table<Synonym>
        caption="登録されている同義語"
        rows={synonyms}
        rowKey={({ id }) => id}
        columns={[
          { key: 'words', header: '同じ意味の言葉', rowHeader: true, cell: ({ words }) => words.join('、') },
          ...(mayChange
            ? [
                {
                  key: 'actions',
                  header: '操作',
                  cell: (row: Synonym) => (
                    <div className="flex flex-wrap gap-2">
                      <Button
                        size="small"
                        aria-label={`「${row.words[0]}」の同義語を直す`}
                        onClick={() => {
                          setDraft({ id: row.id, text: row.words.join('、'), known: true })
                          document.getElementById('synonym-words')?.focus()
                        }}
                      >
                        直す
                      </Button>
                      <Button
                        size="small"
                        variant="text"
                        aria-label={`「${row.words[0]}」の同義語を削除する`}
                        onClick={() => setDoomed(row)}
                      >
                        削除する
                      </Button>
                    </div>
                  ),
                },
              ]
            : []),
        ]}
        instead={
          list.isPending ? (
            <Skeleton lines={5} />
          ) : list.error ? (
            <ErrorState onRetry={() => list.refetch()} requestId={problemIn(list.error)?.request_id}>
              {errorSentence(list.error)}
            </ErrorState>
          ) : synonyms.length === 0 ? (
            <EmptyState title="まだ登録がありません">
              一般的な同義語は、はじめから検索に含まれています。ここには庁内だけの言い方を加えます。
            </EmptyState>
          ) : undefined
        }
      />
      <ConfirmDialog
        title="同義語を削除しますか？"
        open={doomed !== undefined}
        confirm="削除する"
        danger
        pending={remove.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => doomed && remove.mutate({ id: doomed.id })}
      >
        {doomed?.words.join('、')}
      </ConfirmDialog>
    </>
  )
}

const wordsOf = (text: string) =>
  text
    .split(/[、,\n]+/)
    .map((word) => word.trim())
    .filter(Boolean)
