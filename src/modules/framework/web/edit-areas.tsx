import { type FormEvent, useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ArrowDownIcon, ArrowUpIcon } from '../../../ui/icons.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { Area } from '../contract/document.ts'
import type { FrameworkShown } from '../contract/framework.ts'
import { Conflict, currentIn } from './conflict.tsx'
import { useChange, useFramework } from './use-framework.ts'

type Row = Area & { key: number; known: boolean }
const rowsOf = (areas: readonly Area[]): Row[] => areas.map((area, key) => ({ ...area, key, known: true }))
const wordsOf = (areas: readonly Area[]) =>
  areas
    .map(({ code, name, description, category }) => [code, name, description, category].filter(Boolean).join(' '))
    .join('\n')

/** The areas: their words, their order, which there are. Saved together. */
export function EditAreas({ framework }: { framework: FrameworkShown }) {
  const api = useFramework()
  const toast = useToast()
  const [rows, setRows] = useState(() => rowsOf(framework.areas))
  const [revision, setRevision] = useState(framework.revision)
  const save = useChange(
    (base: number) =>
      api.area.arrange.call({
        id: framework.id,
        revision: base,
        areas: rows.map(({ key: _, known: __, ...area }) => area),
      }),
    (saved) => {
      setRevision(saved.revision)
      setRows(rows.map((row) => ({ ...row, known: true })))
      toast({ title: '領域を保存しました', tone: 'success' })
    },
  )
  const issues = problemIn(save.error)?.issues ?? []
  const errorAt = (at: number, field: string) =>
    issues.find(({ path }) => Number(path[1]) === at && path[2] === field)?.message
  const current = currentIn<{ areas: Area[]; revision: number }>(save.error)
  const used = (code: string) => framework.skills.some(({ area }) => area === code)
  const set = (at: number, change: Partial<Area>) => setRows(rows.with(at, { ...rows[at]!, ...change }))
  const swap = (at: number, to: number) => setRows(rows.with(at, rows[to]!).with(to, rows[at]!))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending) save.mutate(revision)
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      {save.error && !current && issues.length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(save.error)} live />
      )}
      {current && (
        <Conflict
          words={[{ label: '領域', mine: wordsOf(rows), theirs: wordsOf(current.areas) }]}
          onKeepMine={() => save.mutate(current.revision)}
          onTakeTheirs={() => {
            setRows(rowsOf(current.areas))
            setRevision(current.revision)
            save.reset()
          }}
        />
      )}
      <ul className="flex flex-col gap-4">
        {rows.map((row, at) => (
          <li key={row.key}>
            <Card className="flex flex-col gap-4">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <p className="text-std-17B-170">{row.name || '新しい領域'}</p>
                <div className="flex flex-wrap gap-1">
                  <IconButton
                    label={`${row.name}を上へ`}
                    icon={<ArrowUpIcon />}
                    disabled={at === 0}
                    onClick={() => swap(at, at - 1)}
                  />
                  <IconButton
                    label={`${row.name}を下へ`}
                    icon={<ArrowDownIcon />}
                    disabled={at === rows.length - 1}
                    onClick={() => swap(at, at + 1)}
                  />
                  <Button
                    size="small"
                    variant="text"
                    disabled={row.known && used(row.code)}
                    onClick={() => setRows(rows.toSpliced(at, 1))}
                  >
                    取り除く<span className="sr-only">（{row.name}）</span>
                  </Button>
                </div>
              </div>
              {!row.known && (
                <TextField
                  label="コード"
                  required
                  support="半角の英小文字と数字。例：map"
                  value={row.code}
                  error={errorAt(at, 'code')}
                  onChange={(event) => set(at, { code: event.target.value })}
                />
              )}
              <TextField
                label="領域の名前"
                required
                value={row.name}
                error={errorAt(at, 'name')}
                onChange={(event) => set(at, { name: event.target.value })}
              />
              <TextField
                label="説明"
                value={row.description}
                error={errorAt(at, 'description')}
                onChange={(event) => set(at, { description: event.target.value })}
              />
              <TextField
                label="大きな区分"
                support="領域をまとめる区分があるときに書きます。"
                value={row.category}
                error={errorAt(at, 'category')}
                onChange={(event) => set(at, { category: event.target.value })}
              />
            </Card>
          </li>
        ))}
      </ul>
      <p className="text-std-16N-170">スキルのある領域は取り除けません。先にスキルをほかの領域へ移してください。</p>
      <div className="flex flex-wrap gap-3">
        <Button
          onClick={() =>
            setRows([
              ...rows,
              {
                code: '',
                name: '',
                description: '',
                category: '',
                known: false,
                key: Math.max(-1, ...rows.map(({ key }) => key)) + 1,
              },
            ])
          }
        >
          領域を加える
        </Button>
        <Button type="submit" variant="primary" pending={save.isPending}>
          領域を保存する
        </Button>
      </div>
    </form>
  )
}
