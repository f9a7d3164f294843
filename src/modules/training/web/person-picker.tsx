import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox } from '../../../ui/combobox.tsx'
import { useTraining } from './use-training.ts'

interface Props {
  label: string
  value: string | null
  error: string | undefined
  onChange: (personId: string | null) => void
}

/** One colleague, found by name or staff number. */
export function PersonPicker({ label, value, error, onChange }: Props) {
  const api = useTraining()
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<{ value: string; label: string }>()
  const people = useQuery(
    api.person.list.queryOptions({ input: { query: words, limit: 20 }, enabled: words.trim().length > 0 }),
  )
  const found = (people.data?.people ?? []).map(({ id, name, sectionName }) => ({
    ...{ value: id, label: name, note: sectionName ?? undefined },
  }))
  const choices = chosen && !found.some((one) => one.value === chosen.value) ? [...found, chosen] : found
  return (
    <Combobox
      label={label}
      required
      support="名前か職員番号を入れると、候補が出ます。"
      choices={choices}
      query={words}
      onQuery={setWords}
      value={value}
      error={error}
      onChange={(personId) => {
        setChosen(choices.find((one) => one.value === personId))
        onChange(personId)
      }}
    />
  )
}
