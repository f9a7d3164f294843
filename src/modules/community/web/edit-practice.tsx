import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { hoursFrom } from './hours-field.tsx'
import { PracticeForm } from './practice-form.tsx'
import { useCommunity } from './use-community.ts'

/** Rewrites a practice card. */
export default function EditPractice() {
  const { id } = useParams({ strict: false }) as { id: string }
  const api = useCommunity()
  const topic = useQuery(
    api.topic.get.queryOptions({ input: { id }, retry: false, refetchOnWindowFocus: false, gcTime: 0 }),
  )
  const practice = topic.data?.practice
  return (
    <>
      <PageHeading title="事例カードを書き直す" lead="前の内容は、書き直しの履歴に残ります。" />
      {topic.isPending && <Skeleton lines={8} />}
      {topic.error && (
        <ErrorState requestId={problemIn(topic.error)?.request_id}>{errorSentence(topic.error)}</ErrorState>
      )}
      {topic.data && practice && (
        <PracticeForm
          key={topic.data.revision} // the newer wording, when the writer chose it, begins a new form
          id={id}
          originId={practice.originId}
          initial={{
            ...{ title: topic.data.title, problem: practice.problem, steps: practice.steps, effect: practice.effect },
            ...{ axis: topic.data.axis ?? '', cautions: practice.cautions, revision: topic.data.revision },
            hours: hoursFrom(practice.hoursSaved, practice.measured),
            tags: topic.data.tags.map(({ name }) => name),
          }}
          attachments={topic.data.attachments}
          onTakeTheirs={() => void topic.refetch()}
        />
      )}
      {topic.data && !practice && <ErrorState>この話題は事例カードではありません。</ErrorState>}
    </>
  )
}
