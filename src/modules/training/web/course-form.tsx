import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useFormDraft } from '../../../ui/text-editor/form-draft.ts'
import { TextField } from '../../../ui/text-field.tsx'
import type { CourseDocument } from '../contract/course.ts'
import { applyWayNames, completionNames, courseFormNames, payerNames } from '../contract/names.ts'
import { CourseSkills } from './course-skills.tsx'
import { type Course, useChange, useTraining } from './use-training.ts'

/** Registers a course, or rewrites one. */
export default function CourseFormPage() {
  const { id } = useParams({ strict: false }) as { id?: string }
  const api = useTraining()
  const course = useQuery(
    api.course.get.queryOptions({ input: { id: id ?? '' }, enabled: id !== undefined, refetchOnWindowFocus: false }),
  )
  if (id === undefined) return <Form />
  if (course.isPending) return <Skeleton lines={16} />
  if (course.error)
    return (
      <ErrorState onRetry={() => course.refetch()} requestId={problemIn(course.error)?.request_id}>
        {errorSentence(course.error)}
      </ErrorState>
    )
  return <Form course={course.data} />
}

const formOf = (document: CourseDocument | undefined) => ({
  provider: document?.provider ?? 'own',
  title: document?.title ?? '',
  summary: document?.summary ?? '',
  form: document?.form ?? '',
  tier: document?.tier ?? '',
  hours: document ? String(document.hours) : '',
  lodging: document?.lodging ?? false,
  place: document?.place ?? '',
  url: document?.url ?? '',
  fee: document ? String(document.fee) : '0',
  payer: document?.payer ?? 'none',
  applyBy: document?.applyBy ?? 'here',
  completion: document?.completion ?? 'attendance',
  fiscalYear: document?.fiscalYear ? String(document.fiscalYear) : '',
  opensSkill: document?.opens?.skill ?? '',
  opensLevel: String(document?.opens?.level ?? 2),
  skills: document?.skills ?? [],
  source: document?.source ?? '',
})
export type CourseForm = ReturnType<typeof formOf>

const choices = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

function Form({ course }: { course?: Course }) {
  const api = useTraining()
  const navigate = useNavigate()
  const draft = useFormDraft<CourseForm>(`course-${course?.id ?? 'new'}`, formOf(course?.document))
  const [revision, setRevision] = useState(course?.revision ?? 0)
  const [newNumber] = useState(newId)
  const providers = useQuery(api.course.providers.queryOptions({ input: {} }))
  const outline = useQuery(api.skillMap.city.queryOptions({ input: {}, staleTime: 600_000 }))
  const [provider, setProvider] = useState('')
  const addProvider = useChange(
    () => api.course.addProvider.call({ name: provider }),
    ({ code }) => {
      draft.set({ ...draft.form, provider: code })
      setProvider('')
      return '提供者を登録しました。'
    },
  )
  const { opensSkill, opensLevel, fiscalYear, ...form } = draft.form
  const document = () =>
    ({
      ...form,
      fiscalYear: fiscalYear === '' ? null : Number(fiscalYear),
      opens: opensSkill ? { skill: opensSkill, level: Number(opensLevel) } : null,
    }) as unknown as CourseDocument
  const id = course?.id ?? newNumber
  const save = useChange(
    (base: number): Promise<unknown> =>
      course
        ? api.course.save.call({ id, revision: base, document: document() })
        : api.course.create.call({ id, document: document() }),
    () => '研修を保存しました。',
    () => {
      draft.clear()
      void navigate({ to: `/courses/${id}` } as never)
    },
  )
  const errors = fieldErrors(save.error, 1)
  const stale = problemIn(save.error)?.reason === 'stale'
  const set = (change: Partial<CourseForm>) => draft.set({ ...draft.form, ...change })
  const text = (field: 'title' | 'summary' | 'hours' | 'place' | 'url' | 'fee' | 'fiscalYear' | 'source') => ({
    value: draft.form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  })
  const pick = (
    field: 'provider' | 'form' | 'tier' | 'payer' | 'applyBy' | 'completion' | 'opensSkill' | 'opensLevel',
  ) => ({
    value: draft.form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value } as Partial<CourseForm>),
  })
  const skills = outline.data?.skills ?? []
  return (
    <>
      <PageHeading title={course ? '研修を書き直す' : '研修を登録する'} />
      <form
        noValidate
        className="flex max-w-form flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate(revision)
        }}
      >
        {save.error && Object.keys(errors).filter(Boolean).length === 0 && (
          <NotificationBanner
            tone="error"
            title={errorSentence(save.error)}
            live
            actions={
              stale && (
                <Button size="small" onClick={async () => setRevision((await api.course.get.call({ id })).revision)}>
                  この内容で保存できるようにする
                </Button>
              )
            }
          >
            {stale && <p>書いた内容は、下の欄に残っています。</p>}
          </NotificationBanner>
        )}
        <TextField label="題名" required {...text('title')} />
        <Select
          label="提供者"
          required
          choices={(providers.data?.providers ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          {...pick('provider')}
        />
        <div className="flex flex-wrap items-end gap-3">
          <TextField
            className="min-w-0 grow"
            label="一覧にない提供者"
            value={provider}
            error={
              fieldErrors(addProvider.error)['name'] ??
              (addProvider.error ? errorSentence(addProvider.error) : undefined)
            }
            onChange={(event) => setProvider(event.target.value)}
          />
          <Button pending={addProvider.isPending} onClick={() => addProvider.mutate(undefined)}>
            提供者を加える
          </Button>
        </div>
        <TextArea label="内容" rows={4} limit={800} {...text('summary')} />
        <Select
          label="形式"
          required
          placeholder="選んでください"
          choices={choices(courseFormNames)}
          {...pick('form')}
        />
        <CourseSkills
          skills={draft.form.skills}
          choices={skills}
          errors={fieldErrors(save.error, 2)}
          onChange={(next) => set({ skills: next })}
        />
        <div className="grid gap-4 md:grid-cols-2">
          <TextField label="時間" required support="時間の単位。30分は0.5" inputMode="decimal" {...text('hours')} />
          <TextField label="年度" support="毎年なら空" inputMode="numeric" {...text('fiscalYear')} />
          <TextField label="費用（円・1人）" inputMode="numeric" {...text('fee')} />
          <Select label="費用の負担者" required choices={choices(payerNames)} {...pick('payer')} />
          <Select label="申し込み方" required choices={choices(applyWayNames)} {...pick('applyBy')} />
          <Select label="修了の条件" required choices={choices(completionNames)} {...pick('completion')} />
        </div>
        <TextField label="場所" {...text('place')} />
        <Checkbox checked={draft.form.lodging} onChange={(event) => set({ lodging: event.target.checked })}>
          宿泊がある
        </Checkbox>
        <TextField label="案内のURL" {...text('url')} />
        <div className="grid gap-4 md:grid-cols-2">
          <Select
            label="始められる人を決めるスキル"
            placeholder="決めない（誰でも）"
            choices={skills.map(({ code, name }) => ({ value: code, label: name }))}
            {...pick('opensSkill')}
          />
          {opensSkill && (
            <Select
              label="その水準"
              choices={[1, 2, 3, 4].map((level) => ({ value: String(level), label: `水準${level}以上` }))}
              {...pick('opensLevel')}
            />
          )}
        </div>
        <TextField label="出典" support="何を見て書いたか" {...text('source')} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" pending={save.isPending}>
            保存する
          </Button>
        </div>
      </form>
    </>
  )
}
