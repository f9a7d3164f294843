import type { ReactNode } from 'react'

export type DrawingProps = { width: number; height: number; labelled: string; children: ReactNode }

/** One picture for a screen reader, named by the figure's title; its table tells the rest. */
export function Drawing({ width, height, labelled, children }: DrawingProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by the figure's caption
    <svg
      role="img"
      className="bg-white forced-color-adjust-none"
      aria-labelledby={labelled}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily="var(--font-sans)"
      fontSize="14"
      fill="var(--color-solid-gray-800)"
    >
      {children}
    </svg>
  )
}
