import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { noHours } from './hours-field.tsx'
import { type PracticeDraft, PracticeForm } from './practice-form.tsx'
import { useCommunity } from './use-community.ts'

const empty: PracticeDraft = {
  ...{ title: '', problem: '', steps: [''], effect: '', axis: '', hours: noHours, cautions: '', tags: [], revision: 0 },
}

/** A new practice card: fresh, or begun from a solved topic (`?from=`), whose answer gives the first steps. */
export default function NewPractice() {
  const api = useCommunity()
  const from = (useSearch({ strict: false }) as { from?: unknown }).from
  const originId = from === undefined ? null : String(from)
  const outline = useQuery(
    api.practice.outline.queryOptions({
      input: { topicId: originId ?? '' },
      enabled: originId !== null,
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const lead = originId
    ? '解決した話題から下書きを作りました。手順と効果を、ほかの所属にも伝わるように直してください。'
    : 'うまくいったやり方を、ほかの所属が同じようにできるように書きます。'
  const initial = outline.data
    ? {
        ...empty,
        ...outline.data,
        axis: outline.data.axis ?? ('' as const),
        steps: outline.data.steps.length > 0 ? outline.data.steps : [''],
      }
    : empty
  return (
    <>
      <PageHeading title="事例カードを書く" lead={lead} />
      {originId && outline.isPending && <Skeleton lines={8} />}
      {outline.error && (
        <ErrorState requestId={problemIn(outline.error)?.request_id}>{errorSentence(outline.error)}</ErrorState>
      )}
      {(!originId || outline.data) && <PracticeForm originId={originId} initial={initial} />}
    </>
  )
}
