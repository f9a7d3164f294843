import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { EnrolmentState } from '../contract/names.ts'
import { type Cohort, type Course, useChange, useTraining } from './use-training.ts'

const said: Partial<Record<EnrolmentState, string>> = {
  asked: '申し込みました。所属長の承認を待っています。',
  waiting: '申し込みました。空きを待っています。',
  seated: '受講が決まりました。',
}

/** Applies for a course, or for one holding of it: one field, one button. */
export function Apply({ course, cohort }: { course: Course; cohort: Cohort | null }) {
  const api = useTraining()
  const [words, setWords] = useState('')
  const id = useRef(newId())
  const [done, setDone] = useState<EnrolmentState>()
  const apply = useChange(
    () => api.enrolment.apply.call({ id: id.current, courseId: course.id, cohortId: cohort?.id ?? null, words }),
    ({ state }) => {
      setDone(state)
      return said[state] ?? '申し込みました。'
    },
  )
  const { applyBy } = course.document
  if (done)
    return (
      <NotificationBanner tone="success" title={said[done] ?? '申し込みました。'}>
        <p>
          <TextLink href="/training">自分の研修</TextLink>で、いつでも確かめられます。
        </p>
      </NotificationBanner>
    )
  return (
    <form
      noValidate
      className="flex max-w-form flex-col gap-4"
      aria-label={cohort ? `${cohort.document.name}に申し込む` : '申し込む'}
      onSubmit={(event) => {
        event.preventDefault()
        if (!apply.isPending) apply.mutate(undefined)
      }}
    >
      {apply.error && <NotificationBanner tone="error" title={errorSentence(apply.error)} live />}
      {applyBy === 'direct' && <p>提供者へは自分で申し込みます。ここでは、所属長の承認と受講の記録をとります。</p>}
      {applyBy === 'office' && <p>承認されると、研修の担当課が提供者に申し込みます。</p>}
      {applyBy !== 'open' && (
        <TextArea
          label="受けたい理由・仕事でどう使うか"
          support="所属長が承認するときに読みます。"
          rows={3}
          limit={400}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <div>
        <Button type="submit" variant="primary" pending={apply.isPending}>
          {applyBy === 'open' ? '受講を始める' : '申し込む'}
        </Button>
      </div>
    </form>
  )
}
