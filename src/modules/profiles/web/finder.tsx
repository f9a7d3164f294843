import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import type { Purpose } from '../contract/names.ts'
import { FoundPerson } from './found-person.tsx'
import { PurposeForm } from './purpose-form.tsx'
import { Unknown } from './unknown-people.tsx'
import { useProfiles } from './use-profiles.ts'

const among = {
  all: '全職員から探しました。',
  section: '自分の所属の職員と、水準を同僚に見せている職員から探しました。',
  consent: '水準を同僚に見せている職員から探しました。',
}
const wills = { reform: '取組に加わりたい人', learn: '学びたい人', teach: '教えたい人' }

/** Who can do this, and wants to? */
export default function Finder() {
  const api = useProfiles()
  const outline = useQuery(api.skillMap.city.queryOptions({ input: {}, staleTime: 600_000 }))
  const sections = useQuery(api.section.tree.queryOptions({ input: {}, staleTime: 600_000 }))
  const asked = (useSearch({ strict: false }) as { skill?: unknown }).skill
  const [wanted, setWanted] = useState(() => (typeof asked === 'string' ? [{ skill: asked, level: 2 }] : []))
  const [will, setWill] = useState('')
  const [section, setSection] = useState<string | null>(null)
  const [purpose, setPurpose] = useState<Purpose>()
  const [page, setPage] = useState(1)
  const sought = {
    wanted,
    ...(will ? { will: will as keyof typeof wills } : {}),
    ...(section ? { section } : {}),
    ...(purpose ? { purpose } : {}),
  }
  const found = useQuery({
    ...api.finder.search.queryOptions({ input: { ...sought, page }, enabled: wanted.length > 0, retry: false }),
    placeholderData: keepPreviousData,
  })
  const skills = outline.data?.skills ?? []
  const nameOf = (code: string) => skills.find((one) => one.code === code)?.name ?? code
  const change = (next: typeof wanted) => {
    setWanted(next)
    setPage(1)
  }
  return (
    <>
      <PageHeading title="人を探す" lead="求めるスキルを選ぶと、近い人から順に、根拠の確かさとともに表示します。" />
      <div className="mb-6 flex flex-col gap-4">
        <div className="max-w-form">
          <Combobox
            key={wanted.length} // empty again, and closed, for the next one
            label="求めるスキルを加える（6つまで）"
            choices={skills
              .filter(({ code }) => !wanted.some((one) => one.skill === code))
              .map(({ code, name }) => ({ value: code, label: name }))}
            value={null}
            onChange={(skill) => {
              if (!skill || wanted.length >= 6) return
              change([...wanted, { skill, level: 2 }])
              requestAnimationFrame(() => document.getElementById(`level-${skill}`)?.focus())
            }}
          />
        </div>
        {wanted.length > 0 && (
          <ul className="flex flex-col gap-3" aria-label="求めるスキル">
            {wanted.map(({ skill, level }) => (
              <li key={skill} className="flex flex-wrap items-end gap-3">
                <Select
                  id={`level-${skill}`}
                  label={nameOf(skill)}
                  value={String(level)}
                  choices={[1, 2, 3, 4].map((value) => ({ value: String(value), label: `水準${value}以上` }))}
                  onChange={(event) =>
                    change(
                      wanted.map((one) => (one.skill === skill ? { skill, level: Number(event.target.value) } : one)),
                    )
                  }
                />
                <Button size="small" onClick={() => change(wanted.filter((one) => one.skill !== skill))}>
                  「{nameOf(skill)}」を外す
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div className="grid gap-4 md:grid-cols-2">
          <Select
            label="意欲"
            placeholder="問わない"
            value={will}
            choices={Object.entries(wills).map(([value, label]) => ({ value, label }))}
            onChange={(event) => {
              setWill(event.target.value)
              setPage(1)
            }}
          />
          <Combobox
            label="所属"
            choices={(sections.data?.sections ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={section}
            onChange={(value) => {
              setSection(value)
              setPage(1)
            }}
          />
        </div>
      </div>
      {outline.error && <ErrorState onRetry={() => outline.refetch()}>{errorSentence(outline.error)}</ErrorState>}
      {wanted.length === 0 && !outline.error && (
        <EmptyState title="求めるスキルを1つ以上選んでください">
          複数選ぶと、どれかに当てはまる人を、合う順に並べます。
        </EmptyState>
      )}
      {wanted.length > 0 && found.isPending && <Skeleton lines={10} />}
      {problemIn(found.error)?.reason === 'purpose' ? (
        <PurposeForm onChosen={setPurpose} />
      ) : (
        found.error && <ErrorState onRetry={() => found.refetch()}>{errorSentence(found.error)}</ErrorState>
      )}
      {wanted.length > 0 && found.data && !found.error && (
        <>
          <p role="status" className="mb-3">
            {formatNumber(found.data.total)}人{found.data.more && '以上'}見つかりました。{among[found.data.among]}
          </p>
          {found.data.total === 0 && (
            <EmptyState title="水準が分かっている人の中には、見つかりませんでした">
              「分からない人」の中に、できる人がいるかもしれません。申告を勧めてみてください。
            </EmptyState>
          )}
          <ul className="border-t border-solid-gray-420">
            {found.data.people.map((person) => (
              <FoundPerson key={person.id} person={person} nameOf={nameOf} purpose={purpose} />
            ))}
          </ul>
          <div className="mt-6">
            <Pagination
              page={page}
              pages={Math.min(50, Math.ceil(found.data.total / found.data.pageSize))}
              onPage={setPage}
            />
          </div>
          <Unknown sought={sought} />
        </>
      )}
    </>
  )
}
