import { classNames } from './class-names.ts'

/** Counts what a reader sees as characters (𠮷 and combined marks are one). */
export const countCharacters = (text: string): number => {
  const segments = new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text)
  return Array.from(segments).length
}

/** 「12 / 200 文字」; over the limit it says by how many, in words and not only in red. */
export function CharacterCount({ text, limit }: { text: string; limit?: number | undefined }) {
  const count = countCharacters(text)
  const over = limit !== undefined && count > limit
  return (
    <p
      aria-live={over ? 'polite' : 'off'}
      className={classNames('text-dns-14N-130', over ? 'text-red-900' : 'text-solid-gray-700')}
    >
      {limit === undefined ? `${count} 文字` : `${count} / ${limit} 文字`}
      {over && `（${count - limit} 文字多いです）`}
    </p>
  )
}
