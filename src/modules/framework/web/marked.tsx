import { diffChars } from 'diff'

/** One side of a change: what is only in the earlier wording is struck through, what is only in the later underlined. */
export function Marked({ before, after, side }: { before: string; after: string; side: 'before' | 'after' | 'both' }) {
  const left = { before: 'added', after: 'removed', both: undefined }[side] as 'added' | 'removed' | undefined
  const shown = diffChars(before, after).filter((part) => !left || !part[left])
  return (
    <span className="whitespace-pre-wrap">
      {shown.map(({ value, added, removed }, part) =>
        added ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in their order
          <ins key={part} className="shows-by-colour bg-green-50 decoration-2">
            {value}
          </ins>
        ) : removed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in their order
          <del key={part} className="shows-by-colour bg-red-50 decoration-2">
            {value}
          </del>
        ) : (
          value
        ),
      )}
    </span>
  )
}
