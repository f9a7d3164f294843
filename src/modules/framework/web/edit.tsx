import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { errorSentence } from '../../../ui/api.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { ButtonLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { EditAreas } from './edit-areas.tsx'
import { EditHeading } from './edit-heading.tsx'
import { EditProfiles } from './edit-profiles.tsx'
import { EditSkills } from './edit-skills.tsx'
import { pathOf, useFramework } from './use-framework.ts'

/** A draft being edited: its skills by area, its areas, its target profiles, and what it says of itself. */
export default function Edit() {
  const api = useFramework()
  const { id } = useParams({ strict: false }) as { id: string }
  const draft = useQuery(api.framework.get.queryOptions({ input: { id } }))
  if (draft.isPending) return <Skeleton lines={10} />
  if (draft.error) return <ErrorState>{errorSentence(draft.error)}</ErrorState>
  const framework = draft.data
  if (!framework.mayEdit)
    return (
      <EmptyState title="この版は直せません" actions={<ButtonLink href={pathOf(framework)}>この版を読む</ButtonLink>}>
        公開した版は変わりません。枠組みの一覧から写しを作って、写しを直してください。
      </EmptyState>
    )
  const { name, version, skills, areas, profiles } = framework
  return (
    <>
      <Breadcrumb trail={[{ label: 'スキルの枠組み', href: '/frameworks' }, { label: `${name}（版 ${version}）` }]} />
      <PageHeading
        title={`下書きを直す：${name}（版 ${version}）`}
        lead="一つ保存するごとに、下書きに入ります。公開するまで、ほかの職員には見えません。"
        actions={
          <>
            <ButtonLink href={pathOf(framework)}>読む形で見る</ButtonLink>
            <ButtonLink href={pathOf(framework, 'compare')}>元の版と比べる</ButtonLink>
            <ButtonLink variant="primary" href={pathOf(framework, 'publish')}>
              公開の確認へ進む
            </ButtonLink>
          </>
        }
      />
      <Tabs
        label="直すところ"
        tabs={[
          { id: 'skills', title: `スキル（${skills.length}）`, content: <EditSkills framework={framework} /> },
          { id: 'areas', title: `領域（${areas.length}）`, content: <EditAreas framework={framework} /> },
          { id: 'profiles', title: `目標像（${profiles.length}）`, content: <EditProfiles framework={framework} /> },
          { id: 'heading', title: '名前と段階', content: <EditHeading framework={framework} /> },
        ]}
      />
    </>
  )
}
