import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { FieldGroup } from '../../../ui/field.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useFormDraft } from '../../../ui/text-editor/form-draft.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { axisNames } from '../contract/names.ts'
import { AttachmentField } from './attachment-field.tsx'
import { ConductDialog } from './conduct-dialog.tsx'
import { type Hours, HoursField, hoursOf } from './hours-field.tsx'
import { StaleNotice, staleIn } from './stale-notice.tsx'
import { StepList } from './step-list.tsx'
import { TagField } from './tag-field.tsx'
import type { Attachment } from './upload.ts'
import { useAttachments } from './use-attachments.ts'
import { useCommunity } from './use-community.ts'

export interface PracticeDraft {
  title: string
  problem: string
  steps: string[]
  effect: string
  axis: keyof typeof axisNames | ''
  hours: Hours
  cautions: string
  tags: string[]
  /** The wording that was before the writer when editing began; 0 for a new card. */
  revision: number
}

interface PracticeFormProps {
  /** The card to rewrite; left out for a new one. */
  id?: string
  originId: string | null
  initial: PracticeDraft
  /** The files the card already has. */
  attachments?: readonly Attachment[]
  onTakeTheirs?: () => void
}

/** Writes a practice card or rewrites one; what was written stays on this machine until it was sent. */
export function PracticeForm({ id, originId, initial, attachments: begin, onTakeTheirs }: PracticeFormProps) {
  const api = useCommunity()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const name = id ? `practice-${id}` : `practice-new-${originId ?? ''}`
  const draft = useFormDraft(name, initial)
  const files = useAttachments(name, begin)
  const { form, set } = draft
  const change = (part: Partial<PracticeDraft>) => set({ ...form, ...part })
  const [rules, setRules] = useState(false)
  const [missing, setMissing] = useState<Record<string, string>>({})
  const save = useMutation({
    mutationFn: async (attachments: string[]) => {
      const { hours, revision, axis, steps, ...said } = form
      const { fault: _, ...measured } = hoursOf(hours)
      const written = steps.map((step) => step.trim()).filter((step) => step !== '')
      const card = { ...said, ...measured, axis: axis as keyof typeof axisNames, steps: written, attachments }
      if (!id) return (await api.practice.create.call({ ...card, id: draft.id, originId })).id
      await api.practice.edit.call({ ...card, id, revision })
      return id
    },
    onSuccess: (made) => {
      draft.clear()
      files.clear()
      void queries.invalidateQueries()
      void navigate({ to: `/topics/${made}` })
    },
    onError: (error) => problemIn(error)?.reason === 'conduct' && setRules(true),
  })
  const send = () => {
    if (save.isPending) return
    const { fault } = hoursOf(form.hours)
    const found = {
      ...(fault ? { hoursSaved: fault } : {}),
      ...(form.axis === '' ? { axis: '何を良くする事例かを選んでください。' } : {}),
    }
    setMissing(found)
    const attachments = files.ready()
    if (Object.keys(found).length === 0 && attachments) save.mutate(attachments)
    else save.reset()
  }
  const errors: Record<string, string> = useMemo(
    () => ({ ...fieldErrors(save.error), ...missing }),
    [save.error, missing],
  )
  const listed = useMemo(
    () => Object.entries(errors).map(([field, message]) => ({ fieldId: `practice-${field}`, message })),
    [errors],
  )
  const stale = staleIn(save.error)
  const other = save.error && listed.length === 0 && !stale && problemIn(save.error)?.reason !== 'conduct'
  return (
    <>
      <form
        noValidate
        className="relative flex max-w-form flex-col gap-8"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {draft.restored && (
          <NotificationBanner
            title="前に書きかけた内容の続きです"
            actions={
              <Button
                size="small"
                onClick={() => {
                  draft.clear(initial)
                  files.clear()
                }}
              >
                破棄してはじめから書く
              </Button>
            }
          />
        )}
        <ErrorSummary errors={listed} />
        {other && (
          <NotificationBanner tone="error" title={errorSentence(save.error)} live>
            書いた内容は、この端末に残っています。
          </NotificationBanner>
        )}
        {stale && (
          <StaleNotice
            stale={stale}
            onKeepMine={() => {
              change({ revision: stale.revision })
              save.reset()
            }}
            onTakeTheirs={() => {
              draft.clear(initial)
              files.clear()
              onTakeTheirs?.()
            }}
          />
        )}
        <TextField
          id="practice-title"
          label="件名"
          required
          support="何がどう良くなったかが分かる一文にします。120文字まで。"
          value={form.title}
          error={errors['title']}
          onChange={(event) => change({ title: event.target.value })}
        />
        <TextArea
          id="practice-problem"
          label="困っていたこと"
          required
          support="市民や職員の個人情報は書かないでください。"
          limit={5000}
          value={form.problem}
          error={errors['problem']}
          onChange={(event) => change({ problem: event.target.value })}
        />
        <StepList
          id="practice-steps"
          steps={form.steps}
          error={errors['steps']}
          onChange={(steps) => change({ steps })}
        />
        <TextArea
          id="practice-effect"
          label="効果"
          required
          support="時間のほかに、市民や職員にとって良くなったことも書きます。"
          rows={3}
          limit={1000}
          value={form.effect}
          error={errors['effect']}
          onChange={(event) => change({ effect: event.target.value })}
        />
        <Select
          id="practice-axis"
          label="何を良くする事例か"
          required
          placeholder="選んでください"
          value={form.axis}
          error={errors['axis']}
          choices={Object.entries(axisNames).map(([value, label]) => ({ value, label }))}
          onChange={(event) => change({ axis: event.target.value as PracticeDraft['axis'] })}
        />
        <HoursField id="practice" value={form.hours} errors={errors} onChange={(hours) => change({ hours })} />
        <TextArea
          id="practice-cautions"
          label="気をつけること"
          support="うまくいかなかったことや、前もって確かめることがあれば書きます。"
          rows={3}
          limit={1000}
          value={form.cautions}
          error={errors['cautions']}
          onChange={(event) => change({ cautions: event.target.value })}
        />
        <FieldGroup label="添付ファイル" support="様式や画面の写しがあると、ほかの所属がすぐ始められます。">
          <AttachmentField files={files} alone />
        </FieldGroup>
        <TagField id="practice-tags" tags={form.tags} error={errors['tags']} onChange={(tags) => change({ tags })} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" size="large" pending={save.isPending}>
            {id ? '保存する' : '事例カードを公開する'}
          </Button>
          {draft.state === 'saved' && (
            <p className="self-center text-dns-14N-130 text-solid-gray-700">書きかけをこの端末に保存しました</p>
          )}
        </div>
      </form>
      {rules && (
        <ConductDialog
          onClose={() => setRules(false)}
          onAgreed={() => {
            setRules(false)
            send()
          }}
        />
      )}
    </>
  )
}
