/** What may be attached, in the words of the screens; the server decides by the content (server/files/kind.ts). */
export const mediaTypeNames: Readonly<Record<string, string>> = {
  'image/png': '画像（PNG）',
  'image/jpeg': '画像（JPEG）',
  'image/gif': '画像（GIF）',
  'image/webp': '画像（WebP）',
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'text/csv': 'CSV',
  'text/plain': 'テキスト',
}

/** How many files one post holds. */
export const attachmentsPerPost = 10

/** What a file dialog offers first. */
export const acceptedFiles = '.png,.jpg,.jpeg,.gif,.webp,.pdf,.docx,.xlsx,.pptx,.csv,.tsv,.txt,.md,.log'

/** Where a file is read; the name is for the one who saves it. */
export const attachmentPath = ({ id, name }: { id: string; name: string }) =>
  `/attachments/${id}/${encodeURIComponent(name)}`
