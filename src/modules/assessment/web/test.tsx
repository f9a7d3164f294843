import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { ButtonLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { AnswerField } from './answer-field.tsx'
import { Material } from './material.tsx'
import { type Question, type State, useAssessment } from './use-assessment.ts'

/** One test: one item a screen, at one's own pace; it can be left at any time and goes on where it was. */
export default function Test() {
  const { id } = useParams({ strict: false }) as { id: string }
  const api = useAssessment()
  const navigate = useNavigate()
  const state = useQuery(api.assessment.get.queryOptions({ input: { id }, refetchOnWindowFocus: 'always' }))
  const ended = state.data?.question === null
  useEffect(() => {
    if (ended) void navigate({ to: `/assessments/${id}/result`, replace: true } as never)
  }, [ended, id, navigate])
  if (state.error)
    return (
      <ErrorState onRetry={() => state.refetch()} requestId={problemIn(state.error)?.request_id}>
        {errorSentence(state.error)}
      </ErrorState>
    )
  if (!state.data?.question) return <Skeleton lines={10} />
  return <Asking key={id} state={state.data} question={state.data.question} />
}

function Asking({ state, question }: { state: State; question: Question }) {
  const api = useAssessment()
  const queries = useQueryClient()
  const heading = useRef<HTMLHeadingElement>(null)
  const { id, subjectName, certainty, answered, mayStop } = state
  const { turn } = question
  // What the other tab's answer changed is said once the question has changed under the reader.
  const [elsewhere, setElsewhere] = useState(false)
  const seen = useRef(turn)
  useEffect(() => {
    if (seen.current === turn) return
    seen.current = turn
    window.scrollTo({ top: 0 })
    heading.current?.focus()
  }, [turn])
  const key = api.assessment.get.queryKey({ input: { id } })
  const send = useMutation(
    api.assessment.answer.mutationOptions({
      onSuccess: (next) => {
        setElsewhere(false)
        queries.setQueryData(key, next)
      },
      onError: (error) => {
        const reason = problemIn(error)?.reason
        setElsewhere(reason === 'other-turn')
        if (reason === 'other-turn' || reason === 'over' || reason === 'expired')
          void queries.invalidateQueries({ queryKey: key })
      },
    }),
  )
  return (
    <div className="mx-auto max-w-form">
      <PageHeading title={`スキル診断：${subjectName}`} />
      <div className="mb-8">
        <Progress
          label="確かさ"
          value={certainty}
          max={1}
          detail={`${answered}問に答えました。いつ閉じても、続きから答えられます。`}
        />
      </div>
      {elsewhere && (
        <div className="mb-6">
          <NotificationBanner
            tone="information"
            title="別の画面で答えが進んでいたため、今の問題を表示しました。"
            live
          />
        </div>
      )}
      {send.error && !elsewhere && (
        <div className="mb-6">
          <NotificationBanner tone="error" title={errorSentence(send.error)} live />
        </div>
      )}
      <section aria-labelledby="question" className="flex flex-col gap-6">
        <h2
          id="question"
          ref={heading}
          tabIndex={-1}
          className="whitespace-pre-line text-std-18B-160 [overflow-wrap:anywhere]"
        >
          <span className="sr-only">{answered + 1}問目：</span>
          {question.stem}
        </h2>
        {question.material && <Material material={question.material} />}
        <Answering
          key={turn}
          question={question}
          pending={send.isPending}
          onAnswer={(given) => send.mutate({ id, turn, given })}
        />
      </section>
      <Leaving id={id} mayStop={mayStop} />
    </div>
  )
}

interface AnsweringProps {
  question: Question
  pending: boolean
  onAnswer: (given: string[]) => void
}

function Answering({ question: { kind, options }, pending, onAnswer }: AnsweringProps) {
  const [value, setValue] = useState<string[]>(kind === 'order' ? options.map(({ key }) => key) : [])
  const [missing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(value.length === 0)
    if (value.length > 0) onAnswer(value)
    else document.getElementById('answer')?.focus()
  }
  return (
    <form noValidate className="flex flex-col gap-6" onSubmit={submit}>
      <AnswerField
        {...{ kind, options, value }}
        onChange={setValue}
        error={missing ? '選んでから、進んでください。分からないときは「わからない」を押してください。' : undefined}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          答えて次へ
        </Button>
        <Button disabled={pending} onClick={() => onAnswer([])}>
          わからない
        </Button>
      </div>
    </form>
  )
}

/** Two ways out: to go on later, or to be content with what is known. */
function Leaving({ id, mayStop }: { id: string; mayStop: boolean }) {
  const api = useAssessment()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const stop = useMutation(
    api.assessment.stop.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.assessment.key() }),
    }),
  )
  return (
    <div className="mt-12 flex flex-wrap items-center gap-3 border-t border-solid-gray-420 pt-6">
      <ButtonLink href="/assessments">あとで続ける</ButtonLink>
      {mayStop && (
        <Button variant="text" onClick={() => setAsking(true)}>
          ここまでで終える
        </Button>
      )}
      <ConfirmDialog
        title="ここまでで終えますか"
        open={asking}
        confirm="終えて結果を見る"
        pending={stop.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => stop.mutate({ id })}
      >
        <p>途中で終えると、結果の幅が広くなります。この診断の続きは、もう答えられません。</p>
        {stop.error && <NotificationBanner tone="error" title={errorSentence(stop.error)} live />}
      </ConfirmDialog>
    </div>
  )
}
