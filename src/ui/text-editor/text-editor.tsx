import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { CharacterCount } from '../character-count.tsx'
import { classNames } from '../class-names.ts'
import { controlLook, ErrorText, type FieldProps, RequiredMark, SupportText } from '../field.tsx'
import { isComposing } from '../ime.ts'
import { ErrorState } from '../page-state.tsx'
import { Prose } from '../prose.tsx'
import { Skeleton } from '../spinner.tsx'
import { SuggestionList, statusOf } from '../suggestions.tsx'
import { Tabs } from '../tabs.tsx'
import { useFileDrop } from './attachments.tsx'
import type { Draft } from './draft.ts'
import { Toolbar } from './toolbar.tsx'
import { type FindPeople, useMention } from './use-mention.ts'

export type TextEditorProps = FieldProps & {
  id?: string | undefined
  value: string
  onChange: (text: string) => void
  /** The server's rendering of the text, sanitised. */
  preview: (text: string) => Promise<string>
  /** Ctrl+Enter (⌘+Enter), never while an input method converts. */
  onSubmit?: (() => void) | undefined
  onFiles?: ((files: File[]) => void) | undefined
  /** Who may be called by name after an at sign. */
  people?: FindPeople | undefined
  limit?: number | undefined
  draft?: Draft['state'] | undefined
  rows?: number
  disabled?: boolean
  /** Stands under the text: `Attachments`. */
  children?: ReactNode
}

const draftWords = {
  unchanged: '',
  waiting: '下書きを保存しています…',
  saved: '下書きをこの端末に保存しました',
  unavailable: 'この端末には下書きを保存できません。画面を閉じる前に送るか、文章を控えてください。',
}

/** A text area for Markdown with buttons for those who do not know it, and a preview. */
export function TextEditor(props: TextEditorProps) {
  const { label, support, error, required, className, value, onChange, onSubmit, limit, draft, children } = props
  const made = useId()
  const id = props.id ?? made
  const area = useRef<HTMLTextAreaElement>(null)
  const [tab, setTab] = useState('write')
  const { over, handlers } = useFileDrop(props.onFiles)
  const mention = useMention(area, props.people, `${id}-people-list`)
  const described = [support && `${id}-support`, error && `${id}-error`].filter(Boolean).join(' ')
  const onKeyDown = (event: KeyboardEvent) => {
    if (mention.takes(event)) return
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event) || !onSubmit) return
    event.preventDefault()
    onSubmit()
  }
  const writing = (
    <>
      <Toolbar area={area} mentions={props.people !== undefined} />
      <div className="relative">
        <textarea
          ref={area}
          id={id}
          value={value}
          rows={props.rows ?? 10}
          required={required}
          disabled={props.disabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          onChange={(event) => {
            onChange(event.target.value)
            mention.look()
          }}
          onKeyDown={onKeyDown}
          onSelect={mention.look}
          onBlur={mention.close}
          {...handlers}
          {...(mention.open && {
            'aria-autocomplete': 'list' as const,
            'aria-controls': `${id}-people-list`,
            'aria-activedescendant': mention.active ? `${id}-people-${mention.active}` : undefined,
          })}
          className={classNames(
            controlLook,
            'min-h-40 rounded-t-none! py-3',
            over && 'bg-key-50 outline-3 outline-key-900',
          )}
        />
        {props.people && (
          <>
            <p role="status" className="sr-only">
              {mention.open ? statusOf(mention.found) : ''}
            </p>
            <SuggestionList
              id={`${id}-people`}
              label="呼びかける職員の候補"
              suggestions={mention.found}
              hidden={!mention.open}
              active={mention.active}
              onChoose={(person) => mention.choose(person.id)}
            />
          </>
        )}
      </div>
      <div className="flex flex-wrap justify-between gap-x-4">
        <CharacterCount text={value} limit={limit} />
        <p role="status" className="text-dns-14N-130 text-solid-gray-700">
          {draft ? draftWords[draft] : ''}
        </p>
      </div>
    </>
  )
  return (
    <div className={classNames('flex flex-col gap-2', className)}>
      <div>
        <label htmlFor={id} className="text-std-17B-170">
          {label}
        </label>
        {required && <RequiredMark />}
      </div>
      {support && <SupportText id={`${id}-support`}>{support}</SupportText>}
      <Tabs
        label="書く・プレビュー"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'write', title: '書く', content: writing },
          { id: 'preview', title: 'プレビュー', content: <Preview text={value} render={props.preview} /> },
        ]}
      />
      {error && <ErrorText id={`${id}-error`}>{error}</ErrorText>}
      {children}
    </div>
  )
}

type Shown = { html: string } | 'loading' | 'failed'

function Preview({ text, render }: { text: string; render: (text: string) => Promise<string> }) {
  const [shown, setShown] = useState<Shown>('loading')
  const [attempt, setAttempt] = useState(0)
  const latest = useRef(render)
  latest.current = render
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry is a new attempt at the same text
  useEffect(() => {
    let current = true
    setShown('loading')
    latest.current(text).then(
      (html) => current && setShown({ html }),
      () => current && setShown('failed'),
    )
    return () => {
      current = false
    }
  }, [text, attempt])
  if (text.trim() === '') return <p className="text-solid-gray-700">まだ何も書かれていません。</p>
  if (shown === 'loading') return <Skeleton />
  if (shown === 'failed')
    return <ErrorState title="プレビューを表示できませんでした" onRetry={() => setAttempt(attempt + 1)} />
  return <Prose html={shown.html} className="min-h-40" />
}
