import { Checkbox } from '../checkbox.tsx'
import { Dialog } from '../dialog.tsx'
import { useShortcuts } from './shortcuts.tsx'

/** The list that `?` opens; loaded when first asked for. */
export default function ShortcutList() {
  const { list, listOpen, setListOpen, enabled, setEnabled } = useShortcuts()
  return (
    <Dialog title="キーボードの操作" open={listOpen} onClose={() => setListOpen(false)}>
      <dl className="mb-4 divide-y divide-solid-gray-420 border-y border-solid-gray-420">
        {list().map(({ key, label }) => (
          <div key={key} className="flex items-center gap-4 py-2">
            <dt className="w-16 shrink-0">
              <kbd className="inline-block min-w-8 rounded-4 border border-solid-gray-600 px-2 py-1 text-center text-mono-16B-150">
                {key}
              </kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <Checkbox checked={enabled} onChange={(event) => setEnabled(event.target.checked)}>
        1つのキーで動く操作を使う
      </Checkbox>
      <p className="text-solid-gray-700">文字の入力中と変換中は、いつも働きません。</p>
    </Dialog>
  )
}
