import { useState } from 'react'
import { Button } from '../button.tsx'
import { Attachments } from '../text-editor/attachments.tsx'
import { useDraft } from '../text-editor/draft.ts'
import { TextEditor } from '../text-editor/text-editor.tsx'
import { Group, Specimen } from './specimen.tsx'

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
/** The catalogue has no server: it shows the lines as they are. */
const preview = async (text: string) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`

const examples = [
  { id: '1', name: '様式第3号.xlsx', bytes: 48_200 },
  { id: '2', name: '窓口の写真.jpg', bytes: 3_200_000, sent: 0.4 },
  { id: '3', name: '大きすぎる動画.mp4', bytes: 210_000_000, error: '10 MBまでのファイルを選んでください。' },
]

export function Editing() {
  const draft = useDraft('catalogue')
  const [files, setFiles] = useState(examples)
  const add = (added: File[]) =>
    setFiles([...files, ...added.map((file) => ({ id: file.name, name: file.name, bytes: file.size }))])
  return (
    <Group id="editing" title="文章">
      <Specimen name="文章の編集" note="書いた内容はこの端末に下書きとして残ります。Ctrl+Enterで送れます。">
        <TextEditor
          className="w-full"
          label="質問の内容"
          required
          support="何に困っているか、何を試したかを書いてください。"
          value={draft.text}
          onChange={draft.setText}
          draft={draft.state}
          preview={preview}
          limit={4000}
          onFiles={add}
        >
          <Attachments
            attachments={files}
            onFiles={add}
            onRemove={(id) => setFiles(files.filter((file) => file.id !== id))}
            onRetry={() => {}}
            support="画像、PDF、Excelなど。1つ10 MBまで"
          />
          <div className="flex gap-3">
            <Button variant="primary">質問する</Button>
            <Button variant="text" onClick={() => draft.clear()}>
              下書きを消す
            </Button>
          </div>
        </TextEditor>
      </Specimen>
      <Specimen name="文章の編集（エラー）">
        <TextEditor
          className="w-full"
          label="回答"
          value=""
          onChange={() => {}}
          preview={preview}
          rows={4}
          error="回答を入力してください。"
          draft="unavailable"
        />
      </Specimen>
    </Group>
  )
}
