import type { ReactNode, RefObject } from 'react'
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar'
import { IconButton } from '../button.tsx'
import { BoldIcon, BulletsIcon, CodeIcon, HeadingIcon, LinkIcon, NumbersIcon, QuoteIcon, TableIcon } from '../icons.tsx'
import { atSign, bold, bullets, type Command, code, heading, link, numbers, quote, table } from './markdown-edit.ts'

const tools: { label: string; icon: ReactNode; command: Command }[] = [
  { label: '見出し', icon: <HeadingIcon />, command: heading },
  { label: '太字', icon: <BoldIcon />, command: bold },
  { label: '箇条書き', icon: <BulletsIcon />, command: bullets },
  { label: '番号つきの箇条書き', icon: <NumbersIcon />, command: numbers },
  { label: 'リンク', icon: <LinkIcon />, command: link },
  { label: '引用', icon: <QuoteIcon />, command: quote },
  { label: 'コード', icon: <CodeIcon />, command: code },
  { label: '表', icon: <TableIcon />, command: table },
]

/** Changes the text as typing would, so that the browser's own undo takes it back. */
export function run(command: Command, area: HTMLTextAreaElement): void {
  const change = command({ text: area.value, start: area.selectionStart, end: area.selectionEnd })
  area.focus()
  area.setSelectionRange(change.from, change.to)
  // The only way that keeps undo; where it is gone, the text is set and an input event sent.
  if (!document.execCommand('insertText', false, change.insert)) {
    area.setRangeText(change.insert, change.from, change.to)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  area.setSelectionRange(...change.select)
}

type ToolbarProps = {
  area: RefObject<HTMLTextAreaElement | null>
  /** Whether an at sign calls somebody. */
  mentions?: boolean
  children?: ReactNode
}

/** One stop of the Tab key; the arrow keys move between its buttons. */
export function Toolbar({ area, mentions, children }: ToolbarProps) {
  return (
    <AriaToolbar
      aria-label="書式"
      className="flex flex-wrap rounded-t-8 border border-b-0 border-solid-gray-600 bg-solid-gray-50"
    >
      {tools.map(({ label, icon, command }) => (
        <IconButton
          key={label}
          label={label}
          icon={icon}
          className="focus-inside"
          onClick={() => area.current && run(command, area.current)}
        />
      ))}
      {mentions && (
        <IconButton
          label="職員に呼びかける（@）"
          icon={<span aria-hidden="true">@</span>}
          className="focus-inside"
          onClick={() => area.current && run(atSign, area.current)}
        />
      )}
      {children}
    </AriaToolbar>
  )
}
