import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { errorSentence } from '../../../ui/api.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import type { Sought } from '../contract/finder.ts'
import { Wants } from './found-person.tsx'
import { useProfiles } from './use-profiles.ts'

/** Of whom nothing wanted is known: apart from those who are, and invited to find out. */
export function Unknown({ sought }: { sought: Sought }) {
  const api = useProfiles()
  const unknown = useQuery({
    ...api.finder.unknown.queryOptions({ input: sought, retry: false }),
    placeholderData: keepPreviousData,
  })
  if (unknown.error) return <ErrorState onRetry={() => unknown.refetch()}>{errorSentence(unknown.error)}</ErrorState>
  if (!unknown.data || unknown.data.total === 0) return null
  const { total, people, among } = unknown.data
  return (
    <section className="mt-10" aria-labelledby="unknown">
      <SectionHeading id="unknown">分からない人（{formatNumber(total)}人）</SectionHeading>
      <p className="mb-3">
        求めるスキルの根拠がまだない人です。「できない」ではありません。意欲を書いている人から表示しています。
      </p>
      {among !== 'consent' && (
        <p className="mb-3">
          <TextLink
            href={`/assessments/invite?${new URLSearchParams({
              people: people.map(({ id }) => id).join(','),
              subject: sought.wanted[0]!.skill,
            })}`}
          >
            表示している{people.length}人にスキル診断を案内する
          </TextLink>
        </p>
      )}
      <ul className="border-t border-solid-gray-420">
        {people.map(({ id, name, section, title, will }) => (
          <li key={id} className="border-b border-solid-gray-420 py-3">
            <TextLink href={`/people/${id}`}>{name}</TextLink>
            <span className="ml-3 text-solid-gray-700">
              {section}
              {title && `　${title}`}
            </span>
            <Wants will={will} />
          </li>
        ))}
      </ul>
    </section>
  )
}
