import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Item, ItemList } from '../../../ui/card.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { ButtonLink } from '../../../ui/link.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { VersionShown } from '../contract/framework.ts'
import { CopyDialog } from './copy-dialog.tsx'
import { StateBadges } from './state-badge.tsx'
import { pathOf, useChange, useFramework } from './use-framework.ts'

type Version = VersionShown & { code: string }
type Act = 'copy' | 'use' | 'retire' | 'discard' | 'choose'

/** スキルの枠組み: every family and its versions; the one that counts in this city stands first. */
export default function Frameworks() {
  const api = useFramework()
  const list = useQuery(api.framework.list.queryOptions())
  const [acting, setActing] = useState<{ act: Act; version: Version }>()
  if (list.isPending) return <Skeleton lines={8} />
  if (list.error) return <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
  const { families, main, mayEdit } = list.data
  return (
    <>
      <PageHeading
        title="スキルの枠組み"
        lead="職員に求められるスキルと、その段階、役割ごとの目標です。使用中の版が、プロフィールや診断の物差しになります。"
        actions={mayEdit && <ButtonLink href="/frameworks/import">ファイルから取り込む</ButtonLink>}
      />
      {families.length === 0 && (
        <EmptyState title="枠組みがまだありません">
          管理者に、製品に付属する枠組みの読み込みを確かめてもらってください。
        </EmptyState>
      )}
      {families.map(({ code, versions }) => (
        <section key={code} aria-labelledby={`family-${code}`} className="mb-10">
          <SectionHeading
            id={`family-${code}`}
            actions={
              code === main ? (
                <StatusBadge tone="success">この市で主に使う枠組み</StatusBadge>
              ) : (
                mayEdit &&
                versions.some(({ inUse }) => inUse) && (
                  <Button
                    size="small"
                    onClick={() => {
                      const version = versions.find(({ inUse }) => inUse)
                      if (version) setActing({ act: 'choose', version: { ...version, code } })
                    }}
                  >
                    主に使う枠組みにする
                    <span className="sr-only">（{versions[0]?.name}）</span>
                  </Button>
                )
              )
            }
          >
            {(versions.find(({ inUse }) => inUse) ?? versions[0])?.name}
          </SectionHeading>
          <ItemList>
            {versions.map((version) => (
              <Item
                key={version.id}
                title={`${version.name}（版 ${version.version}）`}
                href={pathOf(version, version.state === 'draft' && mayEdit ? 'edit' : undefined)}
                badges={<StateBadges version={version} />}
                facts={
                  <>
                    <span>{version.areas}領域</span>
                    <span>{version.skills}スキル</span>
                    {version.profiles > 0 && <span>{version.profiles}の目標像</span>}
                    <span>{version.shipped ? '製品に付属' : '市で作成'}</span>
                    <span>
                      {version.publishedAt ? '公開 ' : '作成 '}
                      <Time at={version.publishedAt ?? version.createdAt} relative={false} />
                    </span>
                  </>
                }
                aside={
                  mayEdit && (
                    <Menu
                      label="操作"
                      spoken={`${version.name} 版 ${version.version}の操作`}
                      entries={entriesOf({ ...version, code }, (act) =>
                        setActing({ act, version: { ...version, code } }),
                      )}
                    />
                  )
                }
              />
            ))}
          </ItemList>
        </section>
      ))}
      {acting?.act === 'copy' && <CopyDialog version={acting.version} onClose={() => setActing(undefined)} />}
      {acting && acting.act !== 'copy' && (
        <Confirm act={acting.act} version={acting.version} onClose={() => setActing(undefined)} />
      )}
    </>
  )
}

function entriesOf(version: Version, act: (act: Act) => void) {
  const { state, inUse } = version
  const draft = state === 'draft'
  return [
    { id: 'copy', label: '写しを作る', onAction: () => act('copy') },
    ...(draft ? [] : [{ id: 'compare', label: 'ほかの版と比べる', href: pathOf(version, 'compare') }]),
    ...(draft
      ? [
          { id: 'read', label: '読む', href: pathOf(version) },
          { id: 'publish', label: '公開の確認へ進む', href: pathOf(version, 'publish') },
          { id: 'discard', label: '下書きを捨てる', danger: true, onAction: () => act('discard') },
        ]
      : []),
    ...(state === 'published' && !inUse
      ? [
          { id: 'use', label: 'この版を使う', onAction: () => act('use') },
          { id: 'retire', label: '廃止する', danger: true, onAction: () => act('retire') },
        ]
      : []),
  ]
}

const asked = {
  use: {
    ...{ title: 'この版を使い始めますか', confirm: '使い始める', done: '使う版を変えました', danger: false },
    text: 'プロフィールや診断は、これからこの版の言葉と目標で示されます。これまでの記録は消えません。',
  },
  choose: {
    ...{ title: '主に使う枠組みを変えますか', confirm: '変える', done: '主に使う枠組みを変えました', danger: false },
    text: '全職員のプロフィール、診断、目標が、この枠組みのスキルで示されるようになります。これまでの記録は、対応するスキルに読み替えられます。',
  },
  retire: {
    ...{ title: 'この版を廃止しますか', confirm: '廃止する', done: '廃止しました', danger: true },
    text: '廃止した版は、二度と使えません。読むことと、写しを作ることはできます。',
  },
  discard: {
    ...{ title: '下書きを捨てますか', confirm: '捨てる', done: '下書きを捨てました', danger: true },
    text: 'この下書きで直した内容は、すべてなくなります。元には戻せません。',
  },
}

function Confirm({ act, version, onClose }: { act: keyof typeof asked; version: Version; onClose: () => void }) {
  const api = useFramework()
  const toast = useToast()
  const { text, done, ...words } = asked[act]
  const run = useChange(
    () =>
      act === 'choose'
        ? api.framework.choose.call({ code: version.code })
        : api.framework[act].call({ id: version.id }),
    () => {
      onClose()
      toast({ title: done, tone: 'success' })
    },
  )
  return (
    <ConfirmDialog {...words} open pending={run.isPending} onConfirm={() => run.mutate(undefined)} onClose={onClose}>
      {run.error && <NotificationBanner tone="error" title={errorSentence(run.error)} live />}
      <p className="mb-2 text-std-16B-170">
        {version.name}（版 {version.version}）
      </p>
      <p>{text}</p>
    </ConfirmDialog>
  )
}
