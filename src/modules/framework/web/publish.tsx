import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useContext, useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { DifferenceView } from './difference-view.tsx'
import { PublishPreview } from './publish-preview.tsx'
import { pathOf, useChange, useFramework } from './use-framework.ts'

/** What would change, for the words and for people; then publishing, which cannot be taken back. */
export default function Publish() {
  const api = useFramework()
  const navigate = useNavigate()
  const toast = useToast()
  const Preview = useContext(PublishPreview)
  const { id } = useParams({ strict: false }) as { id: string }
  const draft = useQuery(api.framework.get.queryOptions({ input: { id } }))
  const list = useQuery(api.framework.list.queryOptions())
  const used = list.data?.families
    .find(({ code }) => code === draft.data?.code)
    ?.versions.find((version) => version.inUse && version.id !== id)
  const compared = useQuery(
    api.framework.compare.queryOptions({ input: { from: used?.id ?? id, to: id }, enabled: used !== undefined }),
  )
  const [note, setNote] = useState('')
  const [use, setUse] = useState(true)
  const [asking, setAsking] = useState(false)
  const publish = useChange(api.framework.publish.call, async () => {
    toast({ title: '公開しました', tone: 'success' })
    await navigate({ to: pathOf({ id }) } as never)
  })
  if (draft.isPending || list.isPending) return <Skeleton lines={8} />
  if (draft.error) return <ErrorState>{errorSentence(draft.error)}</ErrorState>
  const { name, version, state, changes, skills } = draft.data
  if (state !== 'draft')
    return <EmptyState title="この版は公開済みです">内容を直すときは、写しを作ってください。</EmptyState>
  const errors = fieldErrors(publish.error)
  const dropped = compared.data?.skills.dropped ?? []
  const again = () => {
    publish.reset()
    void draft.refetch()
    void compared.refetch()
  }
  return (
    <>
      <Breadcrumb
        trail={[
          { label: 'スキルの枠組み', href: '/frameworks' },
          { label: `${name}（版 ${version}）`, href: pathOf({ id }, 'edit') },
          { label: '公開の確認' },
        ]}
      />
      <PageHeading
        title="公開の確認"
        lead={`「${name}（版 ${version}）」を公開します。公開した版は、あとから直せません。直すときは写しを作ります。`}
      />
      {publish.error && !errors['note'] && (
        <div className="mb-6">
          <NotificationBanner
            tone="error"
            title={errorSentence(publish.error)}
            live
            actions={
              problemIn(publish.error)?.reason === 'stale' && <Button onClick={again}>いまの下書きで見直す</Button>
            }
          />
        </div>
      )}
      <section className="mb-10" aria-labelledby="words">
        <SectionHeading id="words">{used ? `使用中の版（版 ${used.version}）との違い` : '内容'}</SectionHeading>
        {dropped.length > 0 && (
          <div className="mb-4">
            <NotificationBanner tone="warning" title={`${dropped.length}のスキルがなくなります`}>
              記録のある職員がいるかもしれません。別のスキルに引き継ぐときは、そのスキルの「対応するスキル」に加えてください。
            </NotificationBanner>
          </div>
        )}
        {!used && (
          <p className="text-std-16N-170">この枠組みで初めて公開する版です。{skills.length}のスキルがあります。</p>
        )}
        {compared.error && <ErrorState>{errorSentence(compared.error)}</ErrorState>}
        {used && compared.isPending && <Skeleton lines={6} />}
        {compared.data && used && (
          <DifferenceView difference={compared.data} before={`前：版 ${used.version}`} after={`後：版 ${version}`} />
        )}
      </section>
      {Preview && <Preview draftId={id} />}
      <form
        noValidate
        className="flex max-w-form flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          setAsking(true)
        }}
      >
        <TextArea
          label="公開の理由"
          support="職員が読む画面に示されます。例：令和9年度の研修計画に合わせて、段階の言葉を見直しました。"
          limit={400}
          value={note}
          error={errors['note']}
          onChange={(event) => setNote(event.target.value)}
        />
        {used && (
          <Checkbox
            checked={use}
            onChange={(event) => setUse(event.target.checked)}
            support="外すと、公開だけをして、これまでの版を使い続けます。"
          >
            公開と同時に、この版を使い始める
          </Checkbox>
        )}
        <div>
          <Button type="submit" variant="primary" size="large" disabled={used !== undefined && !compared.data}>
            公開する
          </Button>
        </div>
      </form>
      <ConfirmDialog
        title="この版を公開しますか"
        open={asking}
        confirm="公開する"
        pending={publish.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => publish.mutate({ id, changes, note, use }, { onSettled: () => setAsking(false) })}
      >
        <p>
          公開すると全職員が読めるようになり、内容は直せなくなります。
          {use && used && `使う版は、版 ${used.version} から版 ${version} に変わります。`}
          {dropped.length > 0 && `${dropped.length}のスキルがなくなります。`}
        </p>
      </ConfirmDialog>
    </>
  )
}
