import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { fieldErrors } from '../../../ui/api.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useLeaderChange } from './use-leader-change.ts'
import { useProfiles } from './use-profiles.ts'

/** Puts oneself forward, or a member of one's section. */
export function NominateDialog({ self, onClose }: { self: boolean; onClose: () => void }) {
  const api = useProfiles()
  const id = useRef(newId())
  const [words, setWords] = useState('')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<{ value: string; label: string }>()
  const [asked, setAsked] = useState(false)
  const people = useQuery(
    api.person.list.queryOptions({ input: { query: typed, limit: 20 }, enabled: !self && typed.trim().length > 0 }),
  )
  const found = (people.data?.people ?? []).map(({ id: value, name, sectionName }) => ({
    ...{ value, label: name, note: sectionName ?? undefined },
  }))
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [...found, chosen] : found
  const nominate = useLeaderChange(
    () => api.leader.nominate.call({ id: id.current, words, ...(chosen && !self ? { personId: chosen.value } : {}) }),
    self ? '立候補しました。所属長の許可を待ちます。' : '推薦しました。本人の返事を待ちます。',
    onClose,
  )
  return (
    <FormDialog
      title={self ? 'DX推進リーダーに立候補する' : '所属の職員を推薦する'}
      submit={self ? '立候補する' : '推薦する'}
      pending={nominate.isPending}
      error={nominate.error}
      onSubmit={() => {
        setAsked(true)
        if (self || chosen) nominate.mutate(undefined)
      }}
      onClose={onClose}
    >
      {!self && (
        <Combobox
          label="推薦する職員"
          required
          support="名前か職員番号を入れると、候補が出ます。"
          choices={choices}
          query={typed}
          onQuery={setTyped}
          value={chosen?.value ?? null}
          error={asked && !chosen ? '職員を選んでください。' : undefined}
          onChange={(value) => setChosen(choices.find((one) => one.value === value))}
        />
      )}
      <TextArea
        label={self ? '取り組みたいこと' : '取り組んでほしいこと'}
        required
        rows={4}
        limit={500}
        error={fieldErrors(nominate.error)['words']}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </FormDialog>
  )
}
