import type { ReactNode } from 'react'
import { SectionHeading } from '../page-heading.tsx'

/** A group of the catalogue: one kind of component. */
export function Group({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="border-t border-solid-gray-420 py-8">
      <SectionHeading id={id}>{title}</SectionHeading>
      <div className="flex flex-col gap-8">{children}</div>
    </section>
  )
}

/** One component in one or more of its states. */
export function Specimen({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="text-std-18B-160">{name}</h3>
      {note && <p className="mb-3 max-w-prose text-solid-gray-700">{note}</p>}
      <div className="mt-3 flex flex-wrap items-start gap-4">{children}</div>
    </div>
  )
}
