import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { byNumber, byText, Table } from '../../../ui/table.tsx'
import { changeKindNames, changeKinds } from '../contract/names.ts'
import { ImportChanges } from './import-changes.tsx'
import { ImportRefusals } from './import-refusals.tsx'
import { type Checked, kindWords, modeNames, type Read } from './import-types.ts'
import { shownDay } from './shared.ts'

type Props = { read: Read; checked: Checked; onBack: () => void; onApply: () => void }

/** Everything that would change, on one screen, before any of it does. */
export function ImportDifference({ read, checked, onBack, onApply }: Props) {
  const { summary, refusals, mode, asOf } = checked
  const [asking, setAsking] = useState(false)
  const [kind, setKind] = useState('')
  const [section, setSection] = useState('')
  const names = changeKindNames[read.kind]
  const { unit } = kindWords[read.kind]
  const total = changeKinds.reduce((sum, one) => sum + summary[one], 0)
  const many = mode === 'full' && summary.ended > 0 && summary.ended * 10 > summary.ended + summary.unchanged

  const counts = [
    ...changeKinds.map((one) => [names[one], summary[one], unit] as const),
    ['変わらない', summary.unchanged, unit] as const,
    ['受け付けられない', summary.refused, '件'] as const,
  ]
  // What is reached by the keyboard is not left beneath the bar at the foot.
  return (
    <div className="flex flex-col gap-8 [&_*]:scroll-mb-24">
      {summary.refused > 0 ? (
        <ImportRefusals summary={summary} refusals={refusals} of={read.kind} />
      ) : total === 0 ? (
        <NotificationBanner tone="information" title="変わるところはありません" live>
          今の登録と同じ内容です。反映する必要はありません。
        </NotificationBanner>
      ) : (
        <NotificationBanner tone="success" title="受け付けられない行はありません" live>
          下の内容を確かめてから反映してください。
        </NotificationBanner>
      )}
      {many && (
        <NotificationBanner
          tone="warning"
          title={`${summary.ended.toLocaleString()} ${unit}が${names.ended}になります`}
        >
          一覧に載っていないものは、{shownDay(asOf)}
          の前の日で終わります。一部の一覧のときは、戻って「変わるところだけの一覧」を選んでください。
        </NotificationBanner>
      )}
      {summary.warnings.length > 0 && (
        <Disclosure summary={`気をつけること ${summary.warnings.length} 件`}>
          <ul className="list-disc pl-6">
            {summary.warnings.map(({ line, column, message }) => (
              <li key={`${line} ${column}`}>
                {line} 行目「{column}」：{message}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <section>
        <SectionHeading>{shownDay(asOf)}に変わる数</SectionHeading>
        <p className="mb-4 break-all">
          {read.fileName}（{summary.rows.toLocaleString()} 行、{modeNames[mode]}）
        </p>
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
          {counts.map(([term, count, of]) => (
            <div key={term} className="rounded-12 border border-solid-gray-420 p-3">
              <dt className="text-solid-gray-700">{term}</dt>
              <dd className="text-std-24B-150 tabular-nums">
                {count.toLocaleString()} <span className="text-std-16N-170">{of}</span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {summary.sections.length > 0 && (
        <Disclosure
          summary={`所属ごとの出入り（${summary.sections.length} 所属）`}
          open={summary.sections.length <= 12}
        >
          <Table
            caption="所属ごとの出入り（主務）"
            captionHidden
            rows={summary.sections}
            rowKey={(row) => row.code}
            columns={[
              {
                key: 'name',
                header: '所属',
                rowHeader: true,
                compare: byText((row) => row.code),
                cell: ({ code, name }) => (
                  <Button
                    size="small"
                    variant="text"
                    onClick={() => setSection(section === code ? '' : code)}
                    aria-pressed={section === code}
                  >
                    {name}
                  </Button>
                ),
              },
              { key: 'in', header: '入る', numeric: true, compare: byNumber((row) => row.in), cell: (row) => row.in },
              {
                key: 'out',
                header: '出る',
                numeric: true,
                compare: byNumber((row) => row.out),
                cell: (row) => row.out,
              },
              {
                key: 'net',
                header: '差',
                numeric: true,
                compare: byNumber((row) => row.in - row.out),
                cell: (row) => (row.in > row.out ? `+${row.in - row.out}` : String(row.in - row.out)),
              },
            ]}
          />
        </Disclosure>
      )}
      {total > 0 && (
        <ImportChanges
          id={read.id}
          of={read.kind}
          kind={kind}
          onKind={setKind}
          section={section}
          onSection={setSection}
          summary={summary}
        />
      )}
      <div className="sticky bottom-0 z-10 flex flex-wrap gap-3 border-t border-solid-gray-420 bg-white py-3">
        <Button onClick={onBack}>戻る</Button>
        {summary.refused === 0 && total > 0 && (
          <Button variant="primary" onClick={() => setAsking(true)}>
            {total.toLocaleString()} 件の変更を反映する
          </Button>
        )}
      </div>
      <ConfirmDialog
        title="反映しますか"
        open={asking}
        confirm="反映する"
        danger={many}
        onConfirm={() => {
          setAsking(false)
          onApply()
        }}
        onClose={() => setAsking(false)}
      >
        {changeKinds
          .filter((one) => summary[one] > 0)
          .map((one) => `${names[one]} ${summary[one].toLocaleString()} ${unit}`)
          .join('、')}
        を反映します。途中で失敗したときは、何も変わりません。
      </ConfirmDialog>
      {refusals.length > 0 && <span className="sr-only">受け付けられない行があるため、反映できません。</span>}
    </div>
  )
}
