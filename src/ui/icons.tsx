import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type IconProps = { className?: string | undefined; label?: string | undefined }

/** A 24-unit line drawing; decorative unless it has a label. */
function drawing(children: ReactNode) {
  return function Icon({ className, label }: IconProps) {
    const spoken = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const)
    return (
      // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label where it tells something
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className={classNames('inline-block size-6 shrink-0', className)}
        {...spoken}
      >
        {children}
      </svg>
    )
  }
}

export const SearchIcon = drawing(
  <>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="m15.5 15.5 5 5" />
  </>,
)
export const CloseIcon = drawing(<path d="M5 5l14 14M19 5 5 19" />)
export const MenuIcon = drawing(<path d="M4 6h16M4 12h16M4 18h16" />)
export const CheckIcon = drawing(<path d="m5 12.5 4.5 4.5L19 7" />)
export const ChevronDownIcon = drawing(<path d="m6 9 6 6 6-6" />)
export const ChevronLeftIcon = drawing(<path d="m15 6-6 6 6 6" />)
export const ChevronRightIcon = drawing(<path d="m9 6 6 6-6 6" />)
export const ArrowUpIcon = drawing(<path d="M12 20V5m-6 6 6-6 6 6" />)
export const ArrowDownIcon = drawing(<path d="M12 4v15m-6-6 6 6 6-6" />)
export const SortIcon = drawing(<path d="m8 9 4-4 4 4M8 15l4 4 4-4" />)
export const PlusIcon = drawing(<path d="M12 5v14M5 12h14" />)
export const BellIcon = drawing(<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.5h4M12 5V3" />)
export const PersonIcon = drawing(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7" />
  </>,
)
export const SuccessIcon = drawing(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="m8 12.5 3 3 5.5-6" />
  </>,
)
export const ErrorIcon = drawing(<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16.5v.01" />)
export const WarningIcon = drawing(<path d="M12 4 2.5 20h19zM12 10v5M12 17.5v.01" />)
export const InformationIcon = drawing(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11.5V16M12 8v.01" />
  </>,
)
export const ExternalIcon = drawing(<path d="M18 14v6H4V6h6M14 4h6v6M20 4l-9 9" />)
export const FileIcon = drawing(<path d="M14 3H6v18h12V7zM14 3v4h4" />)
export const DownloadIcon = drawing(<path d="M12 4v11m-5-4.5 5 4.5 5-4.5M4 20h16" />)
export const HeadingIcon = drawing(<path d="M6 5v14M18 5v14M6 12h12" />)
export const BoldIcon = drawing(<path d="M7 5v14h6.5a3.5 3.5 0 0 0 0-7.5H7h5.5a3.2 3.2 0 0 0 0-6.5z" />)
export const BulletsIcon = drawing(<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01" />)
export const NumbersIcon = drawing(<path d="M10 6h10M10 12h10M10 18h10M4 4.5 5.5 4v4M4 13h2.5L4 17h2.5" />)
export const LinkIcon = drawing(
  <path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1" />,
)
export const QuoteIcon = drawing(<path d="M5 6v12M10 8h9M10 12h9M10 16h6" />)
export const CodeIcon = drawing(<path d="m8 7-5 5 5 5M16 7l5 5-5 5" />)
export const TableIcon = drawing(<path d="M4 5h16v14H4zM4 10h16M4 14.5h16M12 5v14" />)
