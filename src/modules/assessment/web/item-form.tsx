import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useFormDraft } from '../../../ui/text-editor/form-draft.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { type ItemKind, itemKindNames } from '../contract/names.ts'
import { documentOf, draftOf, emptyDraft, type ItemDraft } from './item-draft.ts'
import { ItemMaterial } from './item-material.tsx'
import { ItemOptions } from './item-options.tsx'
import { ItemPreview } from './item-preview.tsx'
import { type Item, useAssessment } from './use-assessment.ts'

/** What difficulty means for general staff, easiest first; the figure may be set between them. */
const difficulties = [
  { value: '-2', label: 'ほとんどの職員が正解する' },
  { value: '-1', label: '7割ほどの職員が正解する' },
  { value: '0', label: '半分ほどの職員が正解する' },
  { value: '1', label: '3割ほどの職員が正解する' },
  { value: '2', label: '正解する職員は1割ほど' },
]

/** Writes an item, or rewrites one. */
export default function ItemFormPage() {
  const { code } = useParams({ strict: false }) as { code?: string }
  const api = useAssessment()
  const item = useQuery(
    api.item.get.queryOptions({
      input: { code: code ?? '' },
      enabled: code !== undefined,
      refetchOnWindowFocus: false,
    }),
  )
  if (code === undefined) return <Form />
  if (item.error)
    return (
      <ErrorState onRetry={() => item.refetch()} requestId={problemIn(item.error)?.request_id}>
        {errorSentence(item.error)}
      </ErrorState>
    )
  if (!item.data) return <Skeleton lines={16} />
  return <Form item={item.data} />
}

function Form({ item }: { item?: Item }) {
  const api = useAssessment()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const skills = useQuery(api.item.list.queryOptions({ input: { page: 1 }, staleTime: 600_000 }))
  const draft = useFormDraft<ItemDraft>(
    `item-${item ? `${item.code}-${item.version}` : 'new'}`,
    item ? draftOf(item.skill, item.document) : emptyDraft,
  )
  const [revision, setRevision] = useState(item?.revision ?? 0)
  const { form } = draft
  const set = (part: Partial<ItemDraft>) => draft.set({ ...form, ...part })
  const save = useMutation({
    mutationFn: async () => {
      const document = documentOf(form)
      if (!item) return (await api.item.create.call({ skill: form.skill, document })).code
      await api.item.save.call({ code: item.code, revision, document })
      return item.code
    },
    onSuccess: async (code) => {
      draft.clear()
      await queries.invalidateQueries({ queryKey: api.item.key() })
      toast({ title: '下書きに保存しました。', tone: 'success' })
      void navigate({ to: `/items/${code}` } as never)
    },
  })
  const issues = problemIn(save.error)?.issues ?? []
  const at = (...path: (string | number)[]) =>
    issues.find((issue) => path.every((part, place) => String(issue.path[place]) === String(part)))?.message
  const stale = problemIn(save.error)?.reason === 'stale'
  const text = (field: 'stem' | 'explanation' | 'basis' | 'seconds' | 'enemies') => ({
    value: form[field],
    error: at('document', field),
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  })
  // Of ordering items the server names a step by its place among those shown.
  const places = form.kind === 'order' ? documentOf(form).answer.map((key) => key.charCodeAt(0) - 97) : undefined
  return (
    <>
      <Breadcrumb
        trail={[
          { label: '診断の問題', href: '/items' },
          ...(item ? [{ label: item.code, href: `/items/${item.code}` }] : []),
          { label: item ? '書き直す' : 'つくる' },
        ]}
      />
      <PageHeading
        title={item ? '問題を書き直す' : '問題をつくる'}
        lead="保存すると下書きになります。確認を頼み、ほかの人が確認すると、出題されます。"
      />
      {item && (item.state === 'active' || item.state === 'trial') && (
        <NotificationBanner
          tone="warning"
          title="保存すると、この問題は診断から外れます。もう一度確認されるまで出題されません。"
        />
      )}
      <form
        noValidate
        className="flex max-w-form flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate()
        }}
      >
        {save.error && (
          <NotificationBanner
            tone="error"
            live
            title={
              issues.length > 0 ? '直すところがあります。示された欄を確かめてください。' : errorSentence(save.error)
            }
            actions={
              stale &&
              item && (
                <Button
                  size="small"
                  onClick={async () => {
                    setRevision((await api.item.get.call({ code: item.code })).revision)
                    save.reset()
                  }}
                >
                  書いた内容で保存できるようにする
                </Button>
              )
            }
          >
            {stale && <p>書いた内容は、下の欄に残っています。</p>}
            {at('document', 'answer') && <p>{at('document', 'answer')}</p>}
          </NotificationBanner>
        )}
        {!item && (
          <Select
            label="スキル"
            required
            placeholder="選んでください"
            value={form.skill}
            error={at('skill')}
            choices={(skills.data?.skills ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(event) => set({ skill: event.target.value })}
          />
        )}
        <div className="grid gap-4 md:grid-cols-2">
          <Select
            label="種類"
            required
            value={form.kind}
            choices={Object.entries(itemKindNames).map(([value, label]) => ({ value, label }))}
            onChange={(event) => set({ kind: event.target.value as ItemKind })}
          />
          <Select
            label="水準"
            required
            value={form.level}
            choices={[1, 2, 3, 4].map((level) => ({ value: String(level), label: `水準${level}` }))}
            onChange={(event) => set({ level: event.target.value })}
          />
        </div>
        <TextArea label="問い" required rows={4} limit={400} {...text('stem')} />
        <ItemMaterial
          material={form.material}
          error={at('document', 'material')}
          onChange={(material) => set({ material })}
        />
        <SectionHeading>{form.kind === 'order' ? '手順（正しい順に書きます）' : '選択肢'}</SectionHeading>
        <ItemOptions
          kind={form.kind}
          options={form.options}
          errorOf={(place, field) => at('document', 'options', places ? places[place]! : place, field)}
          onChange={(options) => set({ options })}
        />
        <TextArea
          label="仕事で生かすこと"
          required
          support="診断のあとに表示します。"
          rows={3}
          limit={300}
          {...text('explanation')}
        />
        <TextArea
          label="正解の根拠"
          required
          support="法律や手引きの名前、または理由の筋道"
          rows={2}
          limit={300}
          {...text('basis')}
        />
        <Select
          label="難しさ"
          required
          placeholder="数字で決める"
          value={difficulties.some(({ value }) => value === form.b) ? form.b : ''}
          choices={difficulties}
          onChange={(event) => event.target.value && set({ b: event.target.value })}
        />
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label="難しさの数字"
            support="-3（やさしい）から3（難しい）"
            inputMode="decimal"
            value={form.b}
            error={at('document', 'difficulty', 'b')}
            onChange={(event) => set({ b: event.target.value })}
          />
          <TextField label="時間の目安（秒）" inputMode="numeric" {...text('seconds')} />
        </div>
        <TextArea
          label="難しさの理由"
          required
          rows={2}
          limit={200}
          value={form.reason}
          error={at('document', 'difficulty', 'reason')}
          onChange={(event) => set({ reason: event.target.value })}
        />
        <TextField
          label="一緒に出さない問題"
          support="答えが分かってしまう問題の番号。空白で区切ります。"
          {...text('enemies')}
        />
        <ItemPreview document={documentOf(form)} />
        <div>
          <Button type="submit" variant="primary" pending={save.isPending}>
            下書きに保存する
          </Button>
        </div>
      </form>
    </>
  )
}
