import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Menu, type MenuEntry } from '../../../ui/menu.tsx'
import { HideDialog } from './hide-dialog.tsx'
import { ReportDialog } from './report-dialog.tsx'
import { UnmaskDialog } from './unmask-dialog.tsx'

export interface CaredPost {
  topicId: string
  kind: 'topic' | 'answer' | 'comment'
  id: string
}

interface PostCareProps extends CaredPost {
  post: { mine: boolean; anonymous: boolean; hidden: boolean }
  mayModerate: boolean
  onChanged: () => void
}

type Open = 'report' | 'hide' | 'unmask'

/** What everybody may do about a post that should not stand there, and what moderators may do with it. */
export function PostCare({ topicId, kind, id, post, mayModerate, onChanged }: PostCareProps) {
  const [open, setOpen] = useState<Open>()
  const subject = { topicId, kind, id }
  const close = () => setOpen(undefined)
  const entries: MenuEntry[] = [
    {
      id: 'hide',
      label: post.hidden ? '表示に戻す' : '非表示にする',
      danger: !post.hidden,
      onAction: () => setOpen('hide'),
    },
    ...(post.anonymous && !post.mine
      ? [{ id: 'unmask', label: '匿名の投稿者を確かめる', onAction: () => setOpen('unmask') }]
      : []),
  ]
  return (
    <>
      {!post.mine && !mayModerate && (
        <Button size="small" variant="text" onClick={() => setOpen('report')}>
          通報する
        </Button>
      )}
      {mayModerate && <Menu bare label="見守り" spoken="この投稿の見守り" entries={entries} />}
      {open === 'report' && <ReportDialog subject={subject} onClose={close} />}
      {open === 'hide' && <HideDialog subject={subject} hidden={post.hidden} onClose={close} onChanged={onChanged} />}
      {open === 'unmask' && <UnmaskDialog subject={subject} onClose={close} />}
    </>
  )
}
