import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { employmentNames, postKindNames } from '../contract/names.ts'
import { AddPost, EditPerson, EndPost, Leave } from './person-forms.tsx'
import { shownDay, shownSpan, useStaff } from './shared.ts'

type Form = { kind: 'edit' | 'post' | 'leave' } | { kind: 'end'; postId: string; name: string }

/** Staff number, mail address and the whole career; 人事 changes them here. */
export function PersonRecord({ id, mayEdit }: { id: string; mayEdit: boolean }) {
  const [form, setForm] = useState<Form>()
  // Each look is audited: what was opened stays until a change is made.
  const record = useQuery(useStaff().person.record.queryOptions({ input: { id }, staleTime: Number.POSITIVE_INFINITY }))
  if (record.isPending) return <Skeleton lines={4} />
  if (record.isError)
    return <ErrorState onRetry={() => void record.refetch()}>{errorSentence(record.error)}</ErrorState>
  const person = record.data
  const facts: [string, string][] = [
    ['職員番号', person.staffNumber],
    ['メールアドレス', person.mail ?? '（未登録）'],
    ['任用区分', employmentNames[person.employment]],
    ['採用日', shownDay(person.joinedOn) || '（未登録）'],
    ...(person.leftOn ? [['退職日', shownDay(person.leftOn)] as [string, string]] : []),
  ]
  const close = () => setForm(undefined)
  return (
    <div className="flex flex-col gap-6">
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[10rem_1fr]">
        {facts.map(([term, fact]) => (
          <div key={term} className="contents">
            <dt className="text-solid-gray-700">{term}</dt>
            <dd className="break-all">{fact}</dd>
          </div>
        ))}
      </dl>
      <div>
        <h3 className="mb-3 text-std-18B-160">経歴</h3>
        <ol className="border-l-4 border-solid-gray-300 pl-4">
          {person.posts.map(({ id: postId, sectionName, kind, title, head, from, to }) => (
            <li key={postId} className="mb-4">
              <p className="text-dns-14N-130 text-solid-gray-700">{shownSpan(from, to)}</p>
              <p>
                {sectionName}　{title}
                {head && '（所属長）'}
                {kind === 'concurrent' && `　${postKindNames.concurrent}`}
              </p>
              {mayEdit && to === null && (
                <Button size="small" variant="text" onClick={() => setForm({ kind: 'end', postId, name: sectionName })}>
                  {sectionName}への配属を終える
                </Button>
              )}
            </li>
          ))}
        </ol>
        {person.posts.length === 0 && <p>配属はまだありません。</p>}
      </div>
      {mayEdit && (
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => setForm({ kind: 'post' })}>異動・兼務を登録する</Button>
          <Button onClick={() => setForm({ kind: 'edit' })}>登録内容を直す</Button>
          <Button onClick={() => setForm({ kind: 'leave' })}>退職を記録する</Button>
        </div>
      )}
      {form?.kind === 'edit' && <EditPerson person={person} onClose={close} />}
      {form?.kind === 'post' && <AddPost personId={id} onClose={close} />}
      {form?.kind === 'leave' && <Leave personId={id} leftOn={person.leftOn} onClose={close} />}
      {form?.kind === 'end' && <EndPost postId={form.postId} name={form.name} onClose={close} />}
    </div>
  )
}
