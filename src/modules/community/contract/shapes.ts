import { z } from 'zod'
import { Id } from '#kernel/id'
import { axes, kinds } from './names.ts'

/** What every part of the community's contract speaks of. */

export const Kind = z.enum(kinds)
export const Axis = z.enum(axes)
export const Status = z.enum(['open', 'solved', 'closed'])
export const SubjectKind = z.enum(['topic', 'answer', 'comment'])

/** Lone surrogates cannot be stored and control characters are never meant; both come from broken copies. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const readable = (text: string) => text.isWellFormed() && !control.test(text)
const unreadable = '読み取れない文字（壊れた文字や制御文字）が含まれています。その部分を打ち直してください。'
/** Signs that turn the direction of writing: nobody sees them (paths copied from Windows bring them), and they disguise text. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g
const straight = (text: string) => text.replace(directions, '')
/** Blanks that `trim` leaves (zero width) and signs alone say nothing. */
export const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text)

export const Title = z
  .string()
  .overwrite(straight)
  .trim()
  .min(1, '件名を入力してください。')
  .max(120, '件名は120文字までです。詳しい内容は本文に書いてください。')
  .refine(readable, unreadable)
  .refine(hasWords, '件名には文字を入れてください。')

export const Body = z
  .string()
  .overwrite(straight)
  .max(20_000, '本文は20,000文字までです。長い資料は添付ファイルにしてください。')
  .refine(readable, unreadable)
  .refine(hasWords, '本文を入力してください。')

export const ShortText = z
  .string()
  .overwrite(straight)
  .trim()
  .max(1000, '1,000文字までで入力してください。')
  .refine(readable, unreadable)

export const TagName = z
  .string()
  .overwrite(straight)
  .trim()
  .min(1, 'タグを入力してください。')
  .max(30, 'タグは30文字までです。')
  .refine(readable, unreadable)
  .refine(hasWords, 'タグには文字を入れてください。')

/** Who wrote a post, as the reader may see it; null for a post without an author (imported) or an anonymous colleague. */
export const Author = z.object({ id: Id, name: z.string(), section: z.string() }).nullable()

export const Tag = z.object({ id: Id, name: z.string() })

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
})

/** What all three kinds of post share on a page. */
export const Post = z.object({
  id: Id,
  html: z.string(),
  author: Author,
  anonymous: z.boolean(),
  mine: z.boolean(),
  revision: z.number().int(),
  createdAt: z.date(),
  updatedAt: z.date(),
  hidden: z.boolean(),
  attachments: z.array(Attachment),
})

export const Comment = Post.extend({ answerId: Id.nullable() })

export const Answer = Post.extend({
  accepted: z.boolean(),
  solvedCount: z.number().int(),
  verifiedAt: z.date().nullable(),
  verifyBy: z.string().nullable(),
  comments: z.array(Comment),
})

/** A line of a topic list. */
export const TopicLine = z.object({
  id: Id,
  kind: Kind,
  title: z.string(),
  status: Status,
  axis: Axis.nullable(),
  author: Author,
  anonymous: z.boolean(),
  tags: z.array(Tag),
  answerCount: z.number().int(),
  commentCount: z.number().int(),
  acceptedCount: z.number().int(),
  solvedCount: z.number().int(),
  createdAt: z.date(),
  activeAt: z.date(),
  hidden: z.boolean(),
})

export const postRefusals = {
  conduct: '投稿の前に「利用のルール」を読み、同意してください。',
  attachment: '添付ファイルが見つからないか、ほかの投稿に使われています。もう一度添付してください。',
  audience: '公開範囲に選べるのは、自分の所属とその上の所属だけです。',
  'small-audience':
    '公開する範囲にいる職員が5人未満のため、匿名にしても投稿した人が分かってしまいます。名前を出すか、公開する範囲を広げてください。',
  closed: 'この話題は終了しているため、書き込めません。新しく投稿してください。',
  twice: 'この内容はすでに投稿されています。画面を読み込み直して確かめてください。',
} as const

/** A key the screen makes once per form, so that a double click posts once. */
export const SubmitKey = Id.describe('送信ごとに画面が作る番号。同じ番号の2度目の送信は、新しい投稿になりません。')
