import { ChevronRightIcon } from './icons.tsx'
import { TextLink } from './link.tsx'

/** Where the page stands; the last entry is the page itself. */
export function Breadcrumb({ trail }: { trail: readonly { label: string; href?: string }[] }) {
  return (
    <nav aria-label="現在位置" className="mb-4">
      <ol className="flex flex-wrap items-center gap-x-2">
        {trail.map((step, index) => (
          <li key={step.label} className="inline-flex min-h-8 items-center gap-2 text-std-16N-170">
            {step.href ? (
              <TextLink href={step.href}>{step.label}</TextLink>
            ) : (
              <span aria-current="page">{step.label}</span>
            )}
            {index < trail.length - 1 && <ChevronRightIcon className="size-4 text-solid-gray-600" />}
          </li>
        ))}
      </ol>
    </nav>
  )
}
