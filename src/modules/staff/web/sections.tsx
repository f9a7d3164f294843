import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { ExportButton } from '../../../ui/export-button.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import type { SectionShown } from '../contract/section.ts'
import { DayField } from './fields.tsx'
import { SectionDetail } from './section-detail.tsx'
import { NewSection } from './section-forms.tsx'
import { shownDay, useAddress, useRoles, useStaff } from './shared.ts'

/** 組織: the tree of sections as it stood, or will stand, on a day. */
export default function Sections() {
  const api = useStaff()
  const roles = useRoles()
  const [chosen, choose] = useAddress<'day' | 'section'>()
  const [adding, setAdding] = useState(false)
  const tree = useQuery(
    api.section.tree.queryOptions({
      input: chosen.day ? { asOf: chosen.day } : {},
      placeholderData: (before) => before,
    }),
  )
  const sections = tree.data?.sections ?? []
  const known = new Set(sections.map(({ id }) => id))
  const beneath = Map.groupBy(sections, ({ parentId }) => (parentId && known.has(parentId) ? parentId : null))
  const current = sections.find(({ id }) => id === chosen.section)
  const mayEdit = roles.includes('hr') || roles.includes('administrator')

  return (
    <>
      <PageHeading
        title="組織"
        lead="所属は日付とともに記録されています。日付を選ぶと、その日の組織になります。"
        actions={
          <>
            {(mayEdit || roles.includes('dx-office')) && (
              <ExportButton
                title="組織を書き出す"
                run={(format) => api.section.export.call({ format, ...(chosen.day ? { asOf: chosen.day } : {}) })}
              />
            )}
            {mayEdit && (
              <Button variant="primary" onClick={() => setAdding(true)}>
                所属を作る
              </Button>
            )}
          </>
        }
      />
      <DayField
        className="mb-6 max-w-64"
        label="いつの組織か"
        value={chosen.day ?? tree.data?.asOf ?? ''}
        onChange={(day) => choose({ day })}
      />
      {tree.isPending && <Skeleton lines={8} />}
      {tree.isError && <ErrorState onRetry={() => void tree.refetch()}>{errorSentence(tree.error)}</ErrorState>}
      {tree.data && sections.length === 0 && (
        <EmptyState title={`${shownDay(tree.data.asOf)}の組織は登録されていません`}>
          「取り込み」から組織の一覧（CSV・Excel）を読み込めます。
        </EmptyState>
      )}
      {tree.data && sections.length > 0 && (
        <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <nav aria-label={`${shownDay(tree.data.asOf)}の組織`}>
            <Branch of={null} beneath={beneath} current={chosen.section} onChoose={(section) => choose({ section })} />
          </nav>
          {current ? (
            <SectionDetail key={current.id} section={current} day={chosen.day} mayEdit={mayEdit} />
          ) : (
            <p className="text-solid-gray-700">所属を選ぶと、分掌事務と移り変わりが見られます。</p>
          )}
        </div>
      )}
      {adding && <NewSection onClose={() => setAdding(false)} />}
    </>
  )
}

type BranchProps = {
  of: string | null
  beneath: Map<string | null, SectionShown[]>
  current: string | undefined
  onChoose: (id: string) => void
}

function Branch({ of, beneath, current, onChoose }: BranchProps) {
  return (
    <ul className={classNames(of && 'ml-3 border-l border-solid-gray-300 pl-3')}>
      {(beneath.get(of) ?? []).map(({ id, name, kind, people }) => (
        <li key={id}>
          <button
            type="button"
            aria-current={id === current || undefined}
            onClick={() => onChoose(id)}
            className={classNames(
              'flex min-h-11 w-full items-center justify-between gap-3 rounded-8 px-3 py-2 text-left hover:bg-solid-gray-50 hover:underline',
              kind === 'department' && 'text-std-17B-170',
              id === current && 'bg-key-50 text-key-1000',
            )}
          >
            {name}
            {people > 0 && <span className="shrink-0 text-dns-14N-130 font-normal">{people} 人</span>}
          </button>
          {beneath.has(id) && <Branch of={id} beneath={beneath} current={current} onChoose={onChoose} />}
        </li>
      ))}
    </ul>
  )
}
