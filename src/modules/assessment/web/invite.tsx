import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useAssessment } from './use-assessment.ts'

const wordsMost = 400

/** Asks people, named by the page that leads here, to take a test. */
export default function Invite() {
  const asked = useSearch({ strict: false }) as { people?: unknown; subject?: unknown }
  const ids = typeof asked.people === 'string' ? asked.people.split(',').filter(Boolean).slice(0, 50) : []
  const api = useAssessment()
  const offer = useQuery(api.assessment.offer.queryOptions())
  const people = useQueries({ queries: ids.map((id) => api.person.get.queryOptions({ input: { id } })) })
  const found = people.flatMap(({ data }) => (data ? [data] : []))
  return (
    <>
      <PageHeading
        title="スキル診断を案内する"
        lead="お知らせが届きます。受けるかどうかは本人が決め、結果はその人の設定と役割の範囲でだけ見られます。"
      />
      {(offer.isPending || people.some(({ isPending }) => isPending)) && <Skeleton lines={6} />}
      {offer.error && (
        <ErrorState onRetry={() => offer.refetch()} requestId={problemIn(offer.error)?.request_id}>
          {errorSentence(offer.error)}
        </ErrorState>
      )}
      {ids.length === 0 && (
        <EmptyState title="案内する人が選ばれていません" actions={<TextLink href="/finder">人を探す</TextLink>}>
          「人を探す」で、根拠がまだない人を選ぶと、ここから案内できます。
        </EmptyState>
      )}
      {offer.data && found.length > 0 && (
        <Form
          people={found}
          subject={typeof asked.subject === 'string' ? asked.subject : ''}
          choices={offer.data.areas.flatMap(({ subject, name, skills }) => [
            { value: subject, label: `領域：${name}` },
            ...skills.map((skill) => ({ value: skill.subject, label: `スキル：${skill.name}` })),
          ])}
        />
      )}
    </>
  )
}

interface FormProps {
  people: readonly { id: string; name: string }[]
  subject: string
  choices: readonly { value: string; label: string }[]
}

function Form({ people, subject: first, choices }: FormProps) {
  const api = useAssessment()
  const navigate = useNavigate()
  const toast = useToast()
  const [subject, setSubject] = useState(choices.some(({ value }) => value === first) ? first : '')
  const [words, setWords] = useState('')
  const send = useMutation(
    api.assessment.invite.mutationOptions({
      onSuccess: ({ invited }) => {
        toast({ title: `${invited}人に案内しました。`, tone: 'success' })
        void navigate({ to: '/finder' } as never)
      },
    }),
  )
  const errors = fieldErrors(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate({ subject, personIds: people.map(({ id }) => id), words })
  }
  return (
    <form noValidate className="flex max-w-form flex-col gap-6" onSubmit={submit}>
      {send.error && Object.keys(errors).length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(send.error)} live />
      )}
      <section>
        <h2 className="text-std-17B-170">案内する人（{people.length}人）</h2>
        <p className="text-std-16N-170">{people.map(({ name }) => name).join('、')}</p>
      </section>
      <Select
        label="診断"
        required
        placeholder="選んでください"
        choices={choices}
        value={subject}
        error={errors['subject']}
        onChange={(event) => setSubject(event.target.value)}
      />
      <TextArea
        label="添える言葉"
        support="なぜ案内するのか、いつごろまでに受けてほしいかなど。"
        value={words}
        rows={3}
        limit={wordsMost}
        error={errors['words']}
        onChange={(event) => setWords(event.target.value)}
      />
      <div>
        <Button type="submit" variant="primary" pending={send.isPending}>
          案内を送る
        </Button>
      </div>
    </form>
  )
}
