import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { flushSync } from 'react-dom'
import { errorSentence } from '../../../ui/api.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { DescriptionList } from '../../../ui/card.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { ButtonLink } from '../../../ui/link.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { FrameworkShown } from '../contract/framework.ts'
import { certaintyNames, certaintyNotes } from '../contract/names.ts'
import { ProfileTable } from './profile-table.tsx'
import { SkillView } from './skill-view.tsx'
import { StateBadges } from './state-badge.tsx'
import { pathOf, useFramework } from './use-framework.ts'

/** One version to be read: areas, their skills, the levels of each, and what the profiles ask for. */
export default function FrameworkPage() {
  const api = useFramework()
  const { id } = useParams({ strict: false }) as { id: string }
  const version = useQuery(api.framework.get.queryOptions({ input: { id } }))
  const [query, setQuery] = useState('')
  const [allOpen, setAllOpen] = useState(false)
  const sought = useDeferredValue(query)
  if (version.isPending) return <Skeleton lines={10} />
  if (version.error) return <ErrorState>{errorSentence(version.error)}</ErrorState>
  const framework = version.data
  const skills = framework.skills.filter((skill) => holds(skill, sought))
  return (
    <>
      <div className="print:hidden">
        <Breadcrumb trail={[{ label: 'スキルの枠組み', href: '/frameworks' }, { label: framework.name }]} />
      </div>
      <PageHeading
        title={framework.name}
        lead={framework.description}
        actions={
          <div className="flex flex-wrap gap-3 print:hidden">
            {framework.mayEdit && (
              <ButtonLink variant="primary" href={pathOf(framework, 'edit')}>
                直す
              </ButtonLink>
            )}
            <ButtonLink href={pathOf(framework, 'compare')}>ほかの版と比べる</ButtonLink>
            <Button
              onClick={() => {
                // What is folded away would be missing on paper.
                flushSync(() => setAllOpen(true))
                window.print()
              }}
            >
              印刷する
            </Button>
            <ExportButton<'json'>
              title="枠組みを書き出す"
              lead="同じ形のまま直して、取り込むことができます。スキルのコードは変えないでください。"
              more={[{ value: 'json', label: 'JSON', support: 'ほかのシステムやほかの団体へ渡すとき。' }]}
              run={(format) => api.framework.export.call({ id, format })}
            />
          </div>
        }
      />
      <p className="mb-4 flex flex-wrap items-center gap-2 text-std-16N-170">
        <StateBadges version={framework} />
        <span>
          版 {framework.version}・{framework.areas.length}領域・{framework.skills.length}スキル
        </span>
      </p>
      <Origin framework={framework} />
      <div className="mt-4 mb-8 flex max-w-form flex-col items-start gap-2 print:hidden">
        <TextField
          className="w-full"
          label="スキルを探す"
          support="名前、説明、段階、例の言葉で絞り込みます。"
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <p role="status" className="text-std-16N-170">
          {sought.trim() && `${skills.length}のスキルが見つかりました。`}
        </p>
        <Button size="small" aria-pressed={allOpen} onClick={() => setAllOpen(!allOpen)}>
          {allOpen ? '段階をすべて閉じる' : '段階をすべて開く'}
        </Button>
      </div>
      {skills.length === 0 && (
        <EmptyState title="当てはまるスキルがありません">言葉を短くするか、別の言い方で探してください。</EmptyState>
      )}
      {framework.areas
        .map((area) => ({ area, own: skills.filter((skill) => skill.area === area.code) }))
        .filter(({ own }) => own.length > 0)
        .map(({ area, own }) => (
          <section key={area.code} aria-labelledby={`area-${area.code}`} className="mb-10">
            <SectionHeading id={`area-${area.code}`}>
              {area.category && <span className="block text-std-16N-170 text-solid-gray-700">{area.category}</span>}
              {area.name}
            </SectionHeading>
            {area.description && <p className="mb-4 text-std-16N-170">{area.description}</p>}
            <ul className="divide-y divide-solid-gray-420 border-y border-solid-gray-420">
              {own.map((skill) => (
                <SkillView
                  key={skill.code}
                  skill={skill}
                  levels={framework.levels}
                  open={allOpen || sought.trim() !== ''}
                />
              ))}
            </ul>
          </section>
        ))}
      {framework.profiles.length > 0 && !sought.trim() && <ProfileTable framework={framework} />}
    </>
  )
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase()
function holds(skill: FrameworkShown['skills'][number], query: string): boolean {
  const words = folded(query).split(/\s+/).filter(Boolean)
  const text = folded([skill.code, skill.name, skill.description, ...skill.levels, ...skill.examples].join('\n'))
  return words.every((word) => text.includes(word))
}

/** Where it comes from and how far that was checked; nothing here is said without it. */
function Origin({ framework }: { framework: FrameworkShown }) {
  const { status, source, licence, note } = framework
  return (
    <Disclosure summary={`出典と確かさ（${certaintyNames[status]}）`}>
      <DescriptionList
        items={[
          { term: '確かさ', description: `${certaintyNames[status]}。${certaintyNotes[status]}` },
          { term: '出典', description: source || '書かれていません' },
          { term: '利用条件', description: licence || '書かれていません' },
          ...(note ? [{ term: '公開の理由', description: note }] : []),
        ]}
      />
    </Disclosure>
  )
}
