import { Attachments } from '../../../ui/text-editor/attachments.tsx'
import { acceptedFiles } from '../contract/attachment-names.ts'
import type { Attaching } from './use-attachments.ts'

/** Files to be sent along, how far each is, and why one was not taken. Under a text (unless `alone`) that takes them too. */
export function AttachmentField({ files, alone }: { files: Attaching; alone?: boolean }) {
  const { arrived, sending, error, spoken, megabytes, add, remove, retry } = files
  const limit = megabytes === undefined ? '' : `、1つ${megabytes} MBまで`
  return (
    <Attachments
      attachments={[
        ...arrived.map(({ id, name, size }) => ({ id, name, bytes: size })),
        ...sending.map(({ file, ...one }) => ({ ...one, name: file.name, bytes: file.size })),
      ]}
      onFiles={add}
      onRemove={remove}
      onRetry={retry}
      accept={acceptedFiles}
      support={`画像・PDF・Word・Excel・PowerPoint・CSV・テキスト${limit}。${alone ? '' : '文章の欄へドラッグするか、画像を貼り付けても添付できます。'}`}
      error={error}
      spoken={spoken}
    />
  )
}
