import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { TagSkillDialog } from './tag-skill-dialog.tsx'
import { type TagSkills, useProfiles } from './use-profiles.ts'

type Tag = TagSkills['tags'][number]

const perPage = 50
/** As tags are told apart: width, case and spaces do not matter. */
const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** タグとスキル: which skill an accepted answer under a tag is evidence of. */
export default function TagSkillsPage() {
  const api = useProfiles()
  const asked = (useSearch({ strict: false }) as { tag?: unknown }).tag
  const [words, setWords] = useState(asked === undefined ? '' : String(asked)) // 2026 comes as a number
  const [page, setPage] = useState(1)
  const [changing, setChanging] = useState<string>()
  const listed = useQuery(api.tagSkill.list.queryOptions({ input: {} }))
  const nameOf = (code: string) => listed.data?.skills.find((one) => one.code === code)?.name ?? code
  const wanted = folded(words)
  const rowOf = (name: string): Tag =>
    listed.data?.tags.find(({ tag }) => folded(tag) === folded(name)) ?? { tag: name, shipped: [], own: null }
  const tags = (listed.data?.tags ?? []).filter(({ tag, own, shipped }) =>
    [tag, ...(own ?? shipped).map(nameOf)].some((text) => folded(text).includes(wanted)),
  )
  const isNew = wanted !== '' && !listed.data?.tags.some(({ tag }) => folded(tag) === wanted)
  const columns: Column<Tag>[] = [
    { key: 'tag', header: 'タグ', rowHeader: true, cell: ({ tag }) => tag },
    {
      key: 'skills',
      header: '表すスキル',
      cell: ({ own, shipped }) => (own ?? shipped).map(nameOf).join('、') || 'どのスキルも表さない',
    },
    {
      key: 'whose',
      header: '決めた人',
      cell: ({ own }) => (own ? <StatusBadge tone="information">市の設定</StatusBadge> : '製品の設定'),
    },
    {
      key: 'change',
      header: '変更',
      cell: (row) => (
        <Button size="small" onClick={() => setChanging(row.tag)}>
          「{row.tag}」を変える
        </Button>
      ),
    },
  ]
  return (
    <>
      <PageHeading
        title="タグとスキル"
        lead="タグの付いた質問への回答が採用されると、ここで決めたスキルの根拠になります。質問を届ける人を選ぶときにも使います。変えても、すでに記録された根拠は変わりません。"
      />
      <div className="mb-6 max-w-form">
        <TextField
          label="タグかスキルの名前で絞り込む"
          value={words}
          maxLength={60}
          onChange={(event) => {
            setWords(event.target.value)
            setPage(1)
          }}
        />
      </div>
      {listed.isPending && <Skeleton lines={12} />}
      {listed.error && (
        <ErrorState onRetry={() => listed.refetch()} requestId={problemIn(listed.error)?.request_id}>
          {errorSentence(listed.error)}
        </ErrorState>
      )}
      {listed.data && (
        <>
          <p role="status" className="mb-3">
            {formatNumber(tags.length)}件
          </p>
          {isNew && (
            <p className="mb-3">
              <Button onClick={() => setChanging(words.trim())}>「{words.trim()}」の表すスキルを決める</Button>
            </p>
          )}
          {tags.length === 0 && !isNew ? (
            <EmptyState title="当てはまるタグがありません">言葉を短くしてみてください。</EmptyState>
          ) : (
            tags.length > 0 && (
              <Table
                caption="タグと、それが表すスキル"
                captionHidden
                columns={columns}
                rows={tags.slice((page - 1) * perPage, page * perPage)}
                rowKey={({ tag }) => tag}
                narrow="cards"
              />
            )
          )}
          <div className="mt-6">
            <Pagination page={page} pages={Math.ceil(tags.length / perPage)} onPage={setPage} />
          </div>
        </>
      )}
      {changing && listed.data && (
        <TagSkillDialog row={rowOf(changing)} skills={listed.data.skills} onClose={() => setChanging(undefined)} />
      )}
    </>
  )
}
