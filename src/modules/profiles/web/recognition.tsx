import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import type { Purpose } from '../contract/names.ts'
import { conditionWords, findingNames, findingWords } from './condition-words.ts'
import { PurposeForm } from './purpose-form.tsx'
import { type Decided, RecognitionDialog } from './recognition-dialog.tsx'
import { type Candidates, type Recognised, useProfiles } from './use-profiles.ts'

const tones = { met: 'success', unmet: 'neutral', unknown: 'warning' } as const

/** DX人財の認定: who is, and whom what is known proposes. */
export default function RecognitionPage() {
  const api = useProfiles()
  const [deciding, setDeciding] = useState<Decided>()
  const list = useQuery(api.recognition.list.queryOptions({ input: {} }))
  const criteria = useQuery(api.recognition.criteria.queryOptions({ input: {} }))
  const decides = criteria.data?.mayEdit ?? false
  const columns: Column<Recognised['people'][number]>[] = [
    { key: 'name', header: '氏名', rowHeader: true, cell: ({ name }) => name },
    { key: 'section', header: '所属', cell: ({ section }) => section },
    { key: 'to', header: '期限', cell: ({ validTo }) => formatDate(validTo) },
    ...(decides
      ? [
          {
            ...{ key: 'change', header: '変更' },
            cell: ({ id, name }: Recognised['people'][number]) => (
              <Button size="small" onClick={() => setDeciding({ id, name, recognised: true })}>
                {name}さんの認定を変える
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <>
      <PageHeading
        title="DX人財の認定"
        lead="候補はスキルの記録から出ます。決めるのは人です。期限が来ると、認定は終わります。"
        actions={<TextLink href="/recognition/criteria">認定の条件</TextLink>}
      />
      <SectionHeading>認定されている職員</SectionHeading>
      {list.isPending && <Skeleton lines={4} />}
      {list.error && (
        <ErrorState onRetry={() => list.refetch()} requestId={problemIn(list.error)?.request_id}>
          {errorSentence(list.error)}
        </ErrorState>
      )}
      {list.data?.among === 'shown' && <p className="mb-3">同僚に見せることを選んだ職員だけを表示しています。</p>}
      {list.data?.people.length === 0 && (
        <EmptyState title={list.data.among === 'all' ? '認定されている職員はいません' : '見せている職員はいません'}>
          {list.data.among === 'all'
            ? '候補から選んで、理由とともに決めます。'
            : '認定された職員が見せることを選ぶと、ここに出ます。'}
        </EmptyState>
      )}
      {list.data && list.data.people.length > 0 && (
        <Table
          caption="認定されている職員"
          captionHidden
          columns={columns}
          rows={list.data.people}
          rowKey={({ id }) => id}
          narrow="cards"
        />
      )}
      {list.data?.among === 'all' && <CandidateList decides={decides} onDecide={setDeciding} />}
      {deciding && <RecognitionDialog decided={deciding} onClose={() => setDeciding(undefined)} />}
    </>
  )
}

function CandidateList({ decides, onDecide }: { decides: boolean; onDecide: (one: Decided) => void }) {
  const api = useProfiles()
  const [purpose, setPurpose] = useState<Purpose>()
  const input = purpose ? { purpose } : {}
  const found = useQuery(api.recognition.candidates.queryOptions({ input, retry: false }))
  const outline = useQuery(api.skillMap.city.queryOptions({ input: {}, staleTime: 600_000 }))
  const nameOf = (skill: string) => outline.data?.skills.find(({ code }) => code === skill)?.name ?? skill
  if (problemIn(found.error)?.status === 403) return null
  return (
    <section className="mt-10" aria-labelledby="candidates">
      <SectionHeading id="candidates">候補</SectionHeading>
      {found.isPending && <Skeleton lines={8} />}
      {problemIn(found.error)?.reason === 'purpose' ? (
        <PurposeForm onChosen={setPurpose} />
      ) : (
        found.error && <ErrorState onRetry={() => found.refetch()}>{errorSentence(found.error)}</ErrorState>
      )}
      {found.data && (
        <>
          <p role="status" className="mb-3">
            すべての条件を満たす職員 {formatNumber(found.data.total.ready)}人、あと1つの職員{' '}
            {formatNumber(found.data.total.near)}人
          </p>
          {found.data.people.length === 0 && (
            <EmptyState title="候補はまだいません">
              スキルの根拠が集まると、ここに出ます。条件が厳しすぎないかも確かめてください。
            </EmptyState>
          )}
          {[true, false].map((ready) => {
            const people = found.data.people.filter((person) => person.ready === ready)
            if (people.length === 0) return null
            return (
              <div key={String(ready)} className="mb-8">
                <h3 className="mb-2 text-std-18B-160">
                  {ready ? 'すべての条件を満たす職員' : 'あと1つの職員（満たさないか、まだ分からない条件が1つ）'}
                </h3>
                <ul className="border-t border-solid-gray-420">
                  {people.map((person) => (
                    <Candidate
                      key={person.id}
                      {...{ person, criteria: found.data.criteria, nameOf, decides, onDecide }}
                      purpose={purpose}
                    />
                  ))}
                </ul>
              </div>
            )
          })}
        </>
      )}
    </section>
  )
}

interface CandidateProps {
  person: Candidates['people'][number]
  criteria: Candidates['criteria']
  nameOf: (skill: string) => string
  purpose: Purpose | undefined
  decides: boolean
  onDecide: (one: Decided) => void
}

function Candidate({ person, criteria, nameOf, purpose, decides, onDecide }: CandidateProps) {
  const { id, name, section, ready, findings, last } = person
  return (
    <li className="border-b border-solid-gray-420 py-4">
      <div className="flex flex-wrap items-center gap-3">
        <h4 className="text-std-16B-170">
          <TextLink href={`/people/${id}/skills${purpose ? `?for=${purpose}` : ''}`}>{name}</TextLink>
          <span className="ml-3 text-std-16N-170 text-solid-gray-700">{section}</span>
        </h4>
        <StatusBadge tone={ready ? 'success' : 'warning'}>{ready ? 'すべて満たす' : 'あと1つ'}</StatusBadge>
        {last && (
          <span className="text-solid-gray-700">
            {last.decision === 'recognised'
              ? `${formatDate(last.validTo!)}まで認定`
              : last.decision === 'withdrawn'
                ? `${formatDate(last.at)}に取り消し`
                : `${formatDate(last.at)}に見送り`}
          </span>
        )}
      </div>
      <Disclosure summary="条件ごとの理由">
        <ul className="flex flex-col gap-2">
          {findings.map((finding, at) => (
            <li key={conditionWords(criteria.conditions[at]!, nameOf)} className="flex flex-wrap items-center gap-3">
              <StatusBadge tone={tones[finding.state]}>{findingNames[finding.state]}</StatusBadge>
              <span>{conditionWords(criteria.conditions[at]!, nameOf)}</span>
              <span className="text-solid-gray-700">{findingWords(finding)}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
      {decides && (
        <Button size="small" onClick={() => onDecide({ id, name, recognised: false })}>
          {name}さんについて決める
        </Button>
      )}
    </li>
  )
}
