import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useCommunity } from './use-community.ts'

/** For moderators: gives a tag a better name, or makes two tags one. */
export function TagCare({ id, name, onChanged }: { id: string; name: string; onChanged: () => void }) {
  const api = useCommunity()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const [wanted, setWanted] = useState(name)
  const [query, setQuery] = useState('')
  const [into, setInto] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const others = useQuery(
    api.tag.list.queryOptions({ input: { containing: query.slice(0, 30), limit: 50 }, placeholderData: (old) => old }),
  )
  const choices = (others.data?.tags ?? []).filter((tag) => tag.id !== id)
  const target = choices.find((tag) => tag.id === into)
  const rename = useMutation(
    api.tag.rename.mutationOptions({
      onSuccess: () => {
        toast({ title: '名前を変えました', tone: 'success' })
        onChanged()
      },
    }),
  )
  const merge = useMutation(
    api.tag.merge.mutationOptions({
      onSuccess: (_, { into: kept }) => {
        toast({ title: `「${name}」をまとめました`, tone: 'success' })
        void navigate({ to: `/tags/${kept}` }).then(() => queries.invalidateQueries())
      },
      onSettled: () => setAsking(false),
    }),
  )
  const nameError = fieldErrors(rename.error)['name'] ?? (rename.error ? errorSentence(rename.error) : undefined)
  return (
    <div className="mb-8 max-w-form">
      <Disclosure summary="見守り役の操作（名前を変える・まとめる）">
        <form
          noValidate
          className="flex flex-col items-start gap-3"
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            rename.mutate({ id, name: wanted })
          }}
        >
          <TextField
            className="w-full"
            label="タグの名前"
            required
            value={wanted}
            error={nameError}
            onChange={(event) => setWanted(event.target.value)}
          />
          <Button type="submit" pending={rename.isPending} disabled={wanted.trim() === name}>
            名前を変える
          </Button>
        </form>
        <div className="mt-6 flex flex-col items-start gap-3">
          {merge.error && <NotificationBanner tone="error" title={errorSentence(merge.error)} live />}
          <Combobox
            className="w-full"
            label="まとめる先のタグ"
            support="このタグの話題・フォロー・関心分野がすべて移り、このタグはなくなります。"
            choices={choices.map((tag) => ({ value: tag.id, label: tag.name, note: `${tag.topicCount}件の話題` }))}
            value={into}
            onChange={setInto}
            query={query}
            onQuery={setQuery}
          />
          <Button disabled={!target} onClick={() => setAsking(true)}>
            ほかのタグにまとめる
          </Button>
        </div>
        <p className="mt-6">
          <TextLink href={`/tag-skills?tag=${encodeURIComponent(name)}`}>「{name}」がどのスキルを表すかを見る</TextLink>
        </p>
      </Disclosure>
      <ConfirmDialog
        open={asking && target !== undefined}
        title={`「${name}」を「${target?.name ?? ''}」にまとめますか`}
        confirm="まとめる"
        danger
        pending={merge.isPending}
        onConfirm={() => target && merge.mutate({ id, into: target.id })}
        onClose={() => setAsking(false)}
      >
        まとめたあとで、元の2つに戻すことはできません。
      </ConfirmDialog>
    </div>
  )
}
