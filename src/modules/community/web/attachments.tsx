import { formatBytes } from '../../../ui/format.ts'
import { FileIcon } from '../../../ui/icons.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { attachmentPath, mediaTypeNames } from '../contract/attachment-names.ts'
import type { Attachment } from './upload.ts'

/** The files of a post: pictures to look at, the others to save, each with what it is and how large. */
export function PostAttachments({ attachments }: { attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null
  const pictures = attachments.filter((one) => one.width !== null && one.height !== null)
  const others = attachments.filter((one) => !pictures.includes(one))
  return (
    <div className="mt-4 flex flex-col gap-3">
      {pictures.length > 0 && (
        <ul aria-label="添付の画像" className="flex flex-wrap gap-3">
          {pictures.map((picture) => (
            <li key={picture.id}>
              <a
                href={attachmentPath(picture)}
                target="_blank"
                rel="noreferrer"
                className="flex size-36 items-center justify-center overflow-hidden rounded-8 border border-solid-gray-420 bg-solid-gray-50 hover:border-key-900"
              >
                <img
                  src={attachmentPath(picture)}
                  alt={`${picture.name}（新しいタブで開きます）`}
                  width={picture.width ?? undefined}
                  height={picture.height ?? undefined}
                  loading="lazy"
                  decoding="async"
                  className="max-h-full w-auto max-w-full object-contain"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul aria-label="添付ファイル" className="flex flex-col gap-2">
          {others.map((file) => (
            <li key={file.id} className="flex items-start gap-2">
              <FileIcon className="mt-0.5 shrink-0" />
              <span className="min-w-0">
                <TextLink href={attachmentPath(file)} download={file.name}>
                  {file.name}
                </TextLink>
                <span className="ml-2 text-dns-14N-130 text-solid-gray-700">
                  {mediaTypeNames[file.mediaType] ?? 'ファイル'}・{formatBytes(file.size)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
