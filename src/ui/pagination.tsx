import { Button } from './button.tsx'
import { ChevronLeftIcon, ChevronRightIcon } from './icons.tsx'

export type PaginationProps = { page: number; pages: number; onPage: (page: number) => void; label?: string }

/** The pages shown: first, last, and the current with its neighbours; a gap is null. */
export function pagesToShow(page: number, pages: number): (number | null)[] {
  const shown = [1, page - 1, page, page + 1, pages].filter((one) => one >= 1 && one <= pages)
  const sorted = [...new Set(shown)].sort((a, b) => a - b)
  return sorted.flatMap((one, index) => {
    const before = sorted[index - 1] ?? 0
    if (one - before === 2) return [one - 1, one]
    return one - before > 2 ? [null, one] : [one]
  })
}

export function Pagination({ page, pages, onPage, label = 'ページ送り' }: PaginationProps) {
  if (pages <= 1) return null
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-center gap-2">
      <Button
        size="small"
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
        icon={<ChevronLeftIcon className="size-4" />}
      >
        前へ
      </Button>
      <p className="px-2 text-std-16N-170 sm:hidden">
        {page} / {pages} ページ
      </p>
      <ol className="hidden items-center gap-1 sm:flex">
        {pagesToShow(page, pages).map((one, index) => (
          <li key={one ?? `gap-${index}`}>
            {one === null ? (
              <span className="px-2">…</span>
            ) : (
              <button
                type="button"
                aria-label={`${one}ページ目`}
                aria-current={one === page ? 'page' : undefined}
                onClick={() => onPage(one)}
                className="min-h-11 min-w-11 rounded-8 px-2 text-key-900 underline underline-offset-4 hover:bg-key-50 aria-[current]:bg-key-900 aria-[current]:text-white aria-[current]:no-underline"
              >
                {one}
              </button>
            )}
          </li>
        ))}
      </ol>
      <Button size="small" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        次へ
        <ChevronRightIcon className="size-4" />
      </Button>
    </nav>
  )
}
