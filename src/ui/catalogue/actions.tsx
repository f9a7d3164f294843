import { useState } from 'react'
import { Button, IconButton } from '../button.tsx'
import { ConfirmDialog, Dialog } from '../dialog.tsx'
import { CloseIcon, PlusIcon, SearchIcon } from '../icons.tsx'
import { ButtonLink, TextLink } from '../link.tsx'
import { Menu } from '../menu.tsx'
import { Group, Specimen } from './specimen.tsx'

export function Actions() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null)
  const close = () => setOpen(null)
  return (
    <Group id="actions" title="操作">
      <Specimen name="ボタン" note="指すと色が濃くなり、下線がつきます。Tabキーで移ると、黒と黄の枠がつきます。">
        <Button variant="primary">保存する</Button>
        <Button>下書きにする</Button>
        <Button variant="text">取り消す</Button>
        <Button variant="danger">削除する</Button>
        <Button variant="primary" icon={<PlusIcon className="size-5" />}>
          質問する
        </Button>
      </Specimen>
      <Specimen name="ボタンの状態">
        <Button variant="primary" disabled>
          使えません
        </Button>
        <Button disabled>使えません</Button>
        <Button variant="primary" pending>
          送っています
        </Button>
        <Button className="max-w-60">とても長い名前のボタンは折り返して二行になります</Button>
      </Specimen>
      <Specimen name="ボタンの大きさ">
        <Button size="large" variant="primary">
          大
        </Button>
        <Button variant="primary">中</Button>
        <Button size="small" variant="primary">
          小
        </Button>
      </Specimen>
      <Specimen name="アイコンのボタン">
        <IconButton label="検索" icon={<SearchIcon />} />
        <IconButton label="閉じる" icon={<CloseIcon />} />
        <IconButton label="使えません" icon={<PlusIcon />} disabled />
        <IconButton label="入っています" icon={<PlusIcon />} aria-pressed />
      </Specimen>
      <Specimen name="リンク">
        <TextLink href="/ui#actions">この製品の中へのリンク</TextLink>
        <TextLink href="/reference" external>
          新しいタブで開くリンク
        </TextLink>
        <ButtonLink href="/ui#actions" variant="primary">
          ボタンの形のリンク
        </ButtonLink>
      </Specimen>
      <Specimen name="メニュー" note="上下の矢印で選び、Enterで決めます。Escで閉じます。">
        <Menu
          label="操作"
          entries={[
            { id: 'edit', label: '直す' },
            { id: 'copy', label: 'アドレスを写す' },
            { id: 'move', label: '移す（権限がありません）', disabled: true },
            { id: 'delete', label: '削除する', danger: true },
          ]}
        />
      </Specimen>
      <Specimen name="ダイアログ">
        <Button onClick={() => setOpen('dialog')}>ダイアログを開く</Button>
        <Button onClick={() => setOpen('confirm')}>削除を確かめる</Button>
        <Dialog
          title="共有の範囲"
          open={open === 'dialog'}
          onClose={close}
          actions={<Button onClick={close}>閉じる</Button>}
        >
          このカードは、庁内の全員が読めます。
        </Dialog>
        <ConfirmDialog
          title="下書きを削除しますか"
          open={open === 'confirm'}
          confirm="削除する"
          danger
          onConfirm={close}
          onClose={close}
        >
          削除すると元に戻せません。
        </ConfirmDialog>
      </Specimen>
    </Group>
  )
}
