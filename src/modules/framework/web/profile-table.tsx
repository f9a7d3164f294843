import { SectionHeading } from '../../../ui/page-heading.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import type { FrameworkShown } from '../contract/framework.ts'
import { certaintyNotes, profileKindNames } from '../contract/names.ts'

type Skill = FrameworkShown['skills'][number]

/** What each tier and role asks for, skill by skill. */
export function ProfileTable({ framework }: { framework: FrameworkShown }) {
  const { profiles, skills, levels } = framework
  const columns: Column<Skill>[] = [
    {
      key: 'skill',
      header: 'スキル',
      rowHeader: true,
      cell: ({ name }) => <span className="inline-block min-w-40">{name}</span>,
    },
    ...profiles.map(({ code, name, targets }) => ({
      key: code,
      header: name,
      numeric: true,
      cell: (skill: Skill) => (
        <span className="inline-block min-w-20">
          {targets.find((target) => target.skill === skill.code)?.level ?? '－'}
        </span>
      ),
    })),
  ]
  const assumed = profiles.some(({ status }) => status === 'assumed')
  return (
    <section aria-labelledby="profiles" className="mb-10">
      <SectionHeading id="profiles">目標像</SectionHeading>
      <ul className="mb-4 flex flex-col gap-1 text-std-16N-170">
        {profiles.map(({ code, kind, name, description }) => (
          <li key={code}>
            <span className="text-std-16B-170">
              {name}（{profileKindNames[kind]}）
            </span>
            　{description}
          </li>
        ))}
      </ul>
      {assumed && (
        <p className="mb-4 text-std-16N-170">目標の段階は仮置きです。{certaintyNotes.assumed}市で決めてください。</p>
      )}
      <Table
        caption={`目標の段階（${levels.map((name, level) => `${level} ${name}`).join('、')}。「－」は目標を置いていません）`}
        narrow="scroll"
        columns={columns}
        rows={skills}
        rowKey={({ code }) => code}
      />
    </section>
  )
}
