import { type ClipboardEvent, type DragEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Button, IconButton } from '../button.tsx'
import { ErrorText } from '../field.tsx'
import { formatBytes } from '../format.ts'
import { CloseIcon, FileIcon, PlusIcon } from '../icons.tsx'
import { Progress } from '../progress.tsx'

export type Attachment = {
  id: string
  name: string
  bytes: number
  /** 0 to 1 while it is sent; absent when it is there. */
  sent?: number | undefined
  error?: string | undefined
  /** Sent again it would fail again: it can only be taken away. */
  final?: boolean | undefined
}

/** Takes files that are dropped on or pasted into what carries `handlers`; text goes its usual way. */
export function useFileDrop(onFiles: ((files: File[]) => void) | undefined) {
  const [over, setOver] = useState(false)
  const carriesFiles = (event: DragEvent) => onFiles !== undefined && event.dataTransfer.types.includes('Files')
  const handlers = {
    onDragOver(event: DragEvent) {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent) {
      setOver(false)
      if (!carriesFiles(event)) return
      event.preventDefault()
      onFiles?.([...event.dataTransfer.files])
    },
    onPaste(event: ClipboardEvent) {
      const files = [...event.clipboardData.files]
      if (!onFiles || files.length === 0 || event.clipboardData.types.includes('text/plain')) return
      event.preventDefault()
      onFiles(files)
    },
  }
  return { over, handlers }
}

export type AttachmentsProps = {
  attachments: readonly Attachment[]
  onFiles: (files: File[]) => void
  onRemove: (id: string) => void
  onRetry?: ((id: string) => void) | undefined
  /** e.g. 「画像、PDF、Excelなど。1つ10 MBまで」 */
  support?: ReactNode
  accept?: string | undefined
  /** What is wrong with all of them together: too many, not sent yet. */
  error?: string | undefined
  /** Spoken when it changes: what was attached or taken away. */
  spoken?: string | undefined
}

export function Attachments(props: AttachmentsProps) {
  const { attachments, onFiles, onRemove, onRetry, support, accept, error, spoken } = props
  const picker = useRef<HTMLInputElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const described = useId()
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          ref={add}
          size="small"
          icon={<PlusIcon className="size-5" />}
          aria-describedby={described}
          onClick={() => picker.current?.click()}
        >
          ファイルを添付する
        </Button>
        <span id={described} className="text-dns-14N-130 text-solid-gray-700">
          {support}
        </span>
        <input
          ref={picker}
          type="file"
          multiple
          accept={accept}
          hidden
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </div>
      {attachments.length > 0 && (
        <ul className="flex flex-col gap-2" aria-label="添付ファイル">
          {attachments.map((file) => (
            <li key={file.id} className="flex items-start gap-2 rounded-8 border border-solid-gray-420 py-1 pr-1 pl-3">
              <FileIcon className="mt-2.5" />
              <div className="min-w-0 flex-1 py-2">
                {file.name}
                <span className="ml-2 text-dns-14N-130 text-solid-gray-700">{formatBytes(file.bytes)}</span>
                {file.sent !== undefined && !file.error && <Progress label="送っています" value={file.sent * 100} />}
                {file.error && <ErrorText>{file.error}</ErrorText>}
                {file.error && onRetry && !file.final && (
                  <Button size="small" variant="text" onClick={() => onRetry(file.id)}>
                    もう一度送る
                  </Button>
                )}
              </div>
              <IconButton
                label={file.sent === undefined || file.error ? `${file.name}を外す` : `${file.name}を送るのをやめる`}
                icon={<CloseIcon />}
                onClick={() => {
                  onRemove(file.id)
                  add.current?.focus() // the pressed button is gone
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {error && <ErrorText>{error}</ErrorText>}
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </div>
  )
}
