import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox } from '../../../ui/combobox.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useStaff } from './shared.ts'

type DayFieldProps = {
  label: string
  value: string
  onChange: (day: string) => void
  support?: string | undefined
  error?: string | undefined
  required?: boolean
  className?: string
}

export function DayField({ onChange, ...field }: DayFieldProps) {
  return (
    <TextField
      {...field}
      type="date"
      min="1900-01-01"
      max="2199-12-31"
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

type SectionFieldProps = {
  label: string
  asOf?: string | undefined
  value: string | null
  onChange: (id: string | null) => void
  required?: boolean
  error?: string | undefined
  support?: string
  className?: string
}

/** A section of the day, by name or code. */
export function SectionField({ asOf, ...field }: SectionFieldProps) {
  const tree = useQuery(useStaff().section.tree.queryOptions({ input: asOf ? { asOf } : {}, staleTime: 60_000 }))
  const sections = tree.data?.sections ?? []
  const names = new Map(sections.map(({ id, name }) => [id, name]))
  const choices = sections.map(({ id, name, code, parentId }) => ({
    value: id,
    label: name,
    note: [code, parentId && names.get(parentId)].filter(Boolean).join('　'),
  }))
  return <Combobox {...field} choices={choices} nothing="当てはまる所属がありません" />
}

type PersonFieldProps = {
  label: string
  value: string | null
  onChange: (id: string | null) => void
  required?: boolean
  error?: string | undefined
}

/** Somebody now with the body, by the beginning of name or kana. */
export function PersonField(props: PersonFieldProps) {
  const [query, setQuery] = useState('')
  const found = useQuery(
    useStaff().person.find.queryOptions({
      input: { starting: query || '　', limit: 12 },
      enabled: query.trim() !== '',
    }),
  )
  const choices = (found.data?.people ?? []).map(({ id, name, sectionName, title }) => ({
    value: id,
    label: name,
    note: [sectionName, title].filter(Boolean).join('　'),
  }))
  return <Combobox {...props} choices={choices} query={query} onQuery={setQuery} nothing="当てはまる職員がいません" />
}
