import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useFormDraft } from '../../../ui/text-editor/form-draft.ts'
import { useToast } from '../../../ui/toast.tsx'
import { type Profile, useProfiles } from './use-profiles.ts'

/** One's own view of one's levels, one area a step; what was chosen waits on this machine until it is sent. */
export default function Report() {
  const api = useProfiles()
  const profile = useQuery(api.profile.get.queryOptions({ input: {}, refetchOnWindowFocus: false }))
  return (
    <>
      <PageHeading
        title="水準を申告する"
        lead="同僚から見て、いちばん近いものを選んでください。分からないものは、選ばなくてかまいません（「不明」のままになります）。"
      />
      {profile.isPending && <Skeleton lines={12} />}
      {profile.error && (
        <ErrorState onRetry={() => profile.refetch()} requestId={problemIn(profile.error)?.request_id}>
          {errorSentence(profile.error)}
        </ErrorState>
      )}
      {profile.data && <Steps {...profile.data} />}
    </>
  )
}

function Steps({ areas, framework }: Profile) {
  const api = useProfiles()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const draft = useFormDraft<Record<string, number>>('self-report', {})
  const [step, setStep] = useState(0)
  const [nothing, setNothing] = useState(false)
  const heading = useRef<HTMLDivElement>(null)
  const ids = useRef(new Map<string, string>()) // a second press sends the same numbers: they are written once
  const send = useMutation(
    api.evidence.report.mutationOptions({
      onSuccess: async ({ recorded }) => {
        draft.clear()
        await queries.invalidateQueries({ queryKey: api.profile.key() })
        toast({ title: `${recorded}件を申告しました。`, tone: 'success' })
        void navigate({ to: '/skills' } as never)
      },
    }),
  )
  const area = areas[step]!
  const chosen = Object.entries(draft.form)
  const last = step === areas.length - 1
  const go = (next: number) => {
    setStep(next)
    heading.current?.focus()
    window.scrollTo({ top: 0 })
  }
  const idOf = (skill: string) => {
    const id = ids.current.get(skill) ?? newId()
    ids.current.set(skill, id)
    return id
  }
  return (
    <form
      noValidate
      className="flex max-w-form flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        if (!last) return go(step + 1)
        setNothing(chosen.length === 0)
        if (chosen.length > 0)
          send.mutate({ reports: chosen.map(([skill, level]) => ({ id: idOf(skill), skill, level })) })
      }}
    >
      <Progress label={`領域 ${step + 1} / ${areas.length}`} value={step + 1} max={areas.length} />
      {send.error && <NotificationBanner tone="error" title={errorSentence(send.error)} live />}
      {nothing && <NotificationBanner tone="error" title="1つ以上選んでから、申告してください。" live />}
      <div ref={heading} tabIndex={-1}>
        <SectionHeading>{area.name}</SectionHeading>
      </div>
      {area.skills.map(({ skill, name, description, levels }) => (
        <RadioGroup
          key={skill}
          id={`level-${skill}`}
          name={skill}
          label={name}
          support={description}
          value={draft.form[skill] === undefined ? '' : String(draft.form[skill])}
          onChange={(value) => draft.set({ ...draft.form, [skill]: Number(value) })}
          choices={framework.levels.map((level, at) => ({
            value: String(at),
            label: `${at} ${level}`,
            ...(levels[at] ? { support: levels[at] } : {}),
          }))}
        />
      ))}
      <div className="flex flex-wrap gap-3">
        {step > 0 && <Button onClick={() => go(step - 1)}>前の領域へ</Button>}
        <Button type="submit" variant="primary" pending={send.isPending}>
          {last ? `${chosen.length}件を申告する` : '次の領域へ'}
        </Button>
      </div>
    </form>
  )
}
