import type { Scope } from '#server/session'
import type { AnswerRow, PostRow } from '../store/topic.ts'

/** Rows as the contract shows them. The author was already withheld in SQL where the reader may not know it. */

type AnyPost = Pick<
  PostRow,
  | 'id'
  | 'html'
  | 'author'
  | 'author_id'
  | 'anonymous'
  | 'revision'
  | 'created_at'
  | 'updated_at'
  | 'hidden'
  | 'attachments'
>

export function postOf(row: AnyPost, scope: Scope) {
  return {
    id: row.id,
    html: row.html,
    author: row.author,
    anonymous: row.anonymous,
    mine: row.author_id === scope.personId,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    hidden: row.hidden,
    attachments: row.attachments,
  }
}

export const commentOf = (row: PostRow, scope: Scope) => ({ ...postOf(row, scope), answerId: row.answer_id })

export function answerOf(row: AnswerRow, comments: ReturnType<typeof commentOf>[], scope: Scope) {
  return {
    ...postOf(row, scope),
    accepted: row.accepted_at !== null,
    solvedCount: row.solved_count,
    verifiedAt: row.verified_at,
    verifyBy: row.verify_by,
    comments: comments.filter((comment) => comment.answerId === row.id),
  }
}
