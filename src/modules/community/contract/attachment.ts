import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import { ownStaff } from '#kernel/permission'
import { attachmentsPerPost } from './attachment-names.ts'

/** The files of a post, by the ids `POST /attachments` gave. */
export const AttachmentIds = z
  .array(Id)
  .max(attachmentsPerPost, `添付できるファイルは、1つの投稿に${attachmentsPerPost}個までです。`)

/** Files the post shall have from now on; left out, they stay as they are. */
export const EditedAttachments = AttachmentIds.optional().describe('この投稿に残す添付ファイル。省略すると変えない')

export const attachmentContract = {
  limits: operation({
    method: 'GET',
    path: '/attachments/limits',
    label: '添付ファイルの決まりを見る',
    permission: ownStaff,
    effect: 'read',
  }).output(z.object({ megabytes: z.number().int(), perPost: z.number().int() })),
}

/** Bringing a file is a route, not an operation: its bytes are counted while they arrive. This is its name in the audit. */
export const uploadLabel = '添付ファイルを送る'

/** Why a file is not taken: what it is, and what to do instead. */
export const fileRefusals = {
  'too-large':
    'ファイルが大きすぎます（上限 {limit} MB）。画像は小さくし、資料は分けるか、共有フォルダーに置いて場所を書いてください。',
  'file-empty': '中身のないファイル（0バイト）です。保存し直してから、もう一度添付してください。',
  'file-archive': '圧縮ファイル（ZIPなど）は添付できません。中のファイルを取り出して、1つずつ添付してください。',
  'file-program': 'プログラムやスクリプトは添付できません。必要なときは、手順を本文に書いてください。',
  'file-page': 'HTMLやSVG、XMLは添付できません。画面の画像（PNG）かPDFにして添付してください。',
  'file-macro':
    'マクロを含むファイルは添付できません。「マクロなし」の形式（.docx・.xlsx・.pptx）で保存し直してください。',
  'file-old-office':
    '古い形式か、パスワードの付いたファイルです。パスワードを外し、新しい形式（.docx・.xlsx・.pptx）かPDFで保存し直してください。',
  'file-picture-type': 'この形式の画像（HEIC・TIFF・BMPなど）は添付できません。PNGかJPEGで保存し直してください。',
  'file-picture-broken': '画像として読み取れません。壊れていないか確かめ、開き直して保存してから添付してください。',
  'file-picture-huge': '画像の縦横が大きすぎます（上限 {limit} 百万画素）。縮小してから添付してください。',
  'file-sound': '動画や音声は添付できません。共有フォルダーに置いて、場所を本文に書いてください。',
  'file-broken': 'ファイルが壊れています。元のソフトで開いて保存し直してください。',
  'file-text': '文字として読み取れません。文字コードをUTF-8かShift_JISにして保存し直してください。',
  'file-type': '添付できるのは、画像・PDF・Word・Excel・PowerPoint・CSV・テキストです。PDFにして添付してください。',
  'file-lost': 'ファイルの置き場所に中身が見つかりません。管理者にお知らせください。',
} as const
