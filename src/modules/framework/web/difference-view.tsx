import type { ReactNode } from 'react'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import type { Change, Difference } from '../contract/publishing.ts'
import { fieldName, fieldText } from './field-words.ts'
import { Marked } from './marked.tsx'

type Named = { code: string; name: string }

/** Everything that differs between two versions, the earlier on the left and the later on the right. */
export function DifferenceView({
  difference,
  before,
  after,
}: {
  difference: Difference
  before: string
  after: string
}) {
  const { heading, areas, skills, profiles, reordered, same } = difference
  const sides = { before, after }
  if (same) return <p className="text-std-16N-170">2つの版に違いはありません。</p>
  return (
    <div className="flex flex-col gap-8">
      <Part title="なくなるスキル" count={skills.dropped.length}>
        <p className="mb-2 text-std-16N-170">
          これらのスキルの記録は残りますが、対応するスキルがないものは、新しい版の目標や推定に使われません。
        </p>
        <Names list={skills.dropped} />
      </Part>
      <Part title="加わるスキル" count={skills.added.length}>
        <Names list={skills.added} />
      </Part>
      <Part title="領域が変わるスキル" count={skills.moved.length}>
        <ul className="list-disc pl-6 text-std-16N-170">
          {skills.moved.map(({ code, name, before, after }) => (
            <li key={code}>
              {name}：{before} から {after} へ
            </li>
          ))}
        </ul>
      </Part>
      <Part title="言葉が変わるスキル" count={skills.reworded.length}>
        {skills.reworded.map(({ code, name, changes }) => (
          <ChangeTable key={code} title={name} changes={changes} {...sides} />
        ))}
      </Part>
      <Part title="目標像の違い" count={profiles.changed.length + profiles.added.length + profiles.dropped.length}>
        <Names list={profiles.added} word="加わる" />
        <Names list={profiles.dropped} word="なくなる" />
        {profiles.changed.map(({ code, name, changes, targets }) => (
          <ChangeTable
            key={code}
            title={name}
            {...sides}
            changes={[
              ...changes.map((change) => ({ ...change, label: fieldName(change.field) })),
              ...targets.map((target) => ({
                ...{ field: `target-${target.code}`, label: target.name },
                before: target.before === null ? '目標なし' : `段階${target.before}`,
                after: target.after === null ? '目標なし' : `段階${target.after}`,
              })),
            ]}
          />
        ))}
      </Part>
      <Part title="領域の違い" count={areas.added.length + areas.dropped.length + areas.changed.length}>
        <Names list={areas.added} word="加わる" />
        <Names list={areas.dropped} word="なくなる" />
        {areas.changed.map(({ code, name, changes }) => (
          <ChangeTable key={code} title={name} changes={changes} {...sides} />
        ))}
      </Part>
      <Part title="枠組みの名前や説明の違い" count={heading.length}>
        <ChangeTable title="枠組み" changes={heading} {...sides} />
      </Part>
      {reordered && <p className="text-std-16N-170">並び順が変わります。</p>}
    </div>
  )
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null
  return (
    <section aria-label={title}>
      <SectionHeading level={3}>
        {title}（{count}）
      </SectionHeading>
      {children}
    </section>
  )
}

function Names({ list, word }: { list: readonly Named[]; word?: string }) {
  if (list.length === 0) return null
  return (
    <ul className="mb-2 list-disc pl-6 text-std-16N-170">
      {list.map(({ code, name }) => (
        <li key={code}>
          {word && `${word}：`}
          {name}
          <span className="ml-2 text-dns-14N-130 text-solid-gray-700">{code}</span>
        </li>
      ))}
    </ul>
  )
}

type Labelled = Change & { label?: string }

function ChangeTable(props: { title: string; changes: readonly Labelled[]; before: string; after: string }) {
  const { title, changes, before, after } = props
  if (changes.length === 0) return null
  return (
    <table className="mb-6 w-full border-collapse text-std-16N-170 max-md:block md:table-fixed">
      <caption className="pb-2 text-left text-std-17B-170 max-md:block">{title}</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b border-solid-gray-536">
          <th scope="col" className="w-48 py-2 pr-3 text-left">
            項目
          </th>
          <th scope="col" className="px-3 py-2 text-left">
            {before}
          </th>
          <th scope="col" className="px-3 py-2 text-left">
            {after}
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {changes.map((change) => {
          const texts = { before: fieldText(change.field, change.before), after: fieldText(change.field, change.after) }
          return (
            <tr key={change.field} className="border-b border-solid-gray-420 align-top max-md:block max-md:py-3">
              <th scope="row" className="py-2 pr-3 text-left max-md:block">
                {change.label ?? fieldName(change.field)}
              </th>
              {(['before', 'after'] as const).map((side) => (
                <td key={side} className="px-3 py-2 max-md:block max-md:px-0">
                  <span className="block text-dns-14N-130 text-solid-gray-700 md:hidden" aria-hidden="true">
                    {side === 'before' ? before : after}
                  </span>
                  {texts[side] === '' ? (
                    <span className="text-solid-gray-700">（なし）</span>
                  ) : (
                    <Marked {...texts} side={side} />
                  )}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
