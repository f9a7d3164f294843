import { roleNames } from '../../../modules/staff/contract/names.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { DescriptionList } from '../../../ui/card.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import type { Document, Input, Operation } from './document.ts'
import { examplesOf } from './example.ts'
import { type Field, fieldsOf, noteOf, typeOf } from './schema.ts'

const effects = {
  read: '読むだけです。監査記録は残りません。',
  change: 'データを変えます。監査記録に残ります。',
  view: '個人の情報を見ます。監査記録に残ります。',
  export: 'データを書き出します。監査記録に残ります。',
}

function permissionOf(permission: Operation['permission']): string {
  if (permission === 'public') return '誰でも（サインイン不要）'
  if (permission === 'signed-in') return 'サインインしている人'
  return permission.map((role) => roleNames[role as keyof typeof roleNames]).join('、')
}

const places = { path: 'アドレスの中', query: '「?」のあと', body: '本文（JSON）' }

const columns: Column<Field>[] = [
  { key: 'name', header: '項目', rowHeader: true, cell: ({ name }) => <Code>{name}</Code> },
  { key: 'type', header: '種類', cell: ({ type }) => type },
  { key: 'required', header: '有無', cell: ({ required }) => (required ? '必ずある' : '省くことがある') },
  { key: 'note', header: '説明', cell: ({ note }) => note || '—' },
]

/** One operation: who may, what goes in, what comes out, why it may refuse, and a call to copy. */
export function OperationPage({ operation, document }: { operation: Operation; document: Document }) {
  const { name, label, method, path, inputs, multipart, output, permission, effect, refusals } = operation
  const { curl, banso } = examplesOf(operation, document, window.location.origin)
  const answered = output ? fieldsOf(output, document) : []
  const inputColumns: Column<Input>[] = [
    { key: 'name', header: '項目', rowHeader: true, cell: (input) => <Code>{input.name}</Code> },
    {
      key: 'required',
      header: '要否',
      cell: ({ required }) => (required ? <StatusBadge tone="information">必須</StatusBadge> : '任意'),
    },
    { key: 'type', header: '種類', cell: ({ schema }) => typeOf(schema, document) },
    { key: 'place', header: '場所', cell: ({ place }) => (place === 'body' && multipart ? 'フォーム' : places[place]) },
    { key: 'note', header: '説明', cell: ({ schema }) => noteOf(schema, document) || '—' },
  ]
  const inner = inputs.flatMap(({ name: of, schema }) => fieldsOf(schema, document, of))
  return (
    <>
      <Breadcrumb trail={[{ label: 'APIの手引き', href: '/reference' }, { label: name }]} />
      <PageHeading title={label} lead={operation.description} />
      <div className="flex flex-col gap-10">
        <DescriptionList
          items={[
            { term: '名前', description: <Code>{name}</Code> },
            { term: 'アドレス', description: <Code>{`${method} /api/v1${path}`}</Code> },
            { term: 'できる人', description: permissionOf(permission) },
            { term: 'はたらき', description: effects[effect] },
          ]}
        />
        <section>
          <SectionHeading>例</SectionHeading>
          <Sample title="curl" text={curl} />
          {banso && <Sample title="banso コマンド" text={banso} />}
        </section>
        <section>
          <SectionHeading>送る項目</SectionHeading>
          {inputs.length === 0 ? (
            <p>ありません。</p>
          ) : (
            <Table caption={`送る項目　${inputs.length} 件`} columns={inputColumns} rows={inputs} rowKey={keyOf} />
          )}
          {inner.length > 0 && (
            <div className="mt-6">
              <Table caption="その中の項目" columns={columns} rows={inner} rowKey={keyOf} />
            </div>
          )}
        </section>
        <section>
          <SectionHeading>返る項目</SectionHeading>
          {answered.length === 0 ? (
            <p>{output ? `${typeOf(output, document)}が返ります。項目はありません。` : 'ありません。'}</p>
          ) : (
            <Table caption={`返る項目　${answered.length} 件`} columns={columns} rows={answered} rowKey={keyOf} />
          )}
        </section>
        <section>
          <SectionHeading>断られるとき</SectionHeading>
          <p className="mb-4 max-w-prose text-std-16N-170">
            理由は application/problem+json の <Code>reason</Code>{' '}
            に入ります。どの操作にも共通の理由（サインインしていない、
            権限がない、入力の誤りなど）は、ここには並べていません。
          </p>
          {refusals.length === 0 ? (
            <EmptyState title="この操作だけの理由はありません" />
          ) : (
            <DescriptionList items={refusals.map(([reason, description]) => ({ term: reason, description }))} />
          )}
        </section>
      </div>
    </>
  )
}

const keyOf = ({ name }: { name: string }) => name

function Code({ children }: { children: string }) {
  return <code className="text-mono-16N-150 break-all">{children}</code>
}

function Sample({ title, text }: { title: string; text: string }) {
  return (
    <figure className="mb-4">
      <figcaption className="mb-2 text-std-16B-170">{title}</figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-8 border border-solid-gray-420 bg-solid-gray-50 p-4 text-mono-16N-150"
      >
        {text}
      </pre>
    </figure>
  )
}
