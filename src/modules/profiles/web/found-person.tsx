import { IntervalBar } from '../../../ui/figure/interval-bar.tsx'
import { formatDate, formatNumber, formatPercent } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Purpose } from '../contract/names.ts'
import type { useProfiles } from './use-profiles.ts'

type Found = Awaited<ReturnType<ReturnType<typeof useProfiles>['finder']['search']['call']>>
type Person = Found['people'][number]

interface FoundPersonProps {
  person: Person
  nameOf: (skill: string) => string
  purpose: Purpose | undefined
}

/** Somebody found, with why they stand where they do. */
export function FoundPerson({ person, nameOf, purpose }: FoundPersonProps) {
  const { id, name, section, title, fit, skills, will } = person
  return (
    <li className="border-b border-solid-gray-420 py-4">
      <h2 className="text-std-16B-170">
        <TextLink href={`/people/${id}/skills${purpose ? `?for=${purpose}` : ''}`}>{name}</TextLink>
        <span className="ml-3 text-std-16N-170 text-solid-gray-700">
          {section}
          {title && `　${title}`}
        </span>
      </h2>
      <p>
        当てはまる見込み {formatPercent(fit)}
        <Wants will={will} />
      </p>
      <ul className="mt-2 flex flex-col gap-2">
        {skills.map(({ skill, state, mean, low, high, chance, lastOn }) => (
          <li key={skill} className="grid items-center gap-x-4 md:grid-cols-[14rem_12rem_minmax(0,1fr)]">
            <span>{nameOf(skill)}</span>
            <IntervalBar name={nameOf(skill)} most={4} value={mean} low={low} high={high} />
            <span className="text-dns-14N-130 text-solid-gray-700">
              {state === 'unknown'
                ? '不明（分からないため、誰でもの見込みで数えています）'
                : `見込み ${formatPercent(chance)}${lastOn ? `、最新の根拠は${formatDate(lastOn)}` : ''}`}
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** What they want, where they show it. */
export function Wants({ will }: { will: Person['will'] }) {
  if (!will) return null
  return (
    <span className="ml-3 inline-flex flex-wrap gap-2">
      {will.reform && <StatusBadge tone="information">取組に加わりたい</StatusBadge>}
      {will.learn && <StatusBadge tone="information">学びたい</StatusBadge>}
      {will.teach && <StatusBadge tone="information">教えたい</StatusBadge>}
      {will.hoursPerWeek > 0 && <StatusBadge>週{formatNumber(will.hoursPerWeek)}時間</StatusBadge>}
    </span>
  )
}
