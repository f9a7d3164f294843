import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { type Profile, useProfiles } from './use-profiles.ts'

/** Says what one saw a colleague do; it becomes evidence under one's name. */
export function EndorseDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const { person, areas, framework } = profile
  const id = useRef(newId())
  const [skill, setSkill] = useState('')
  const [level, setLevel] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const endorse = useMutation(
    api.evidence.endorse.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.profile.key() })
        toast({ title: `${person.name}さんを推薦しました。`, tone: 'success' })
        onClose()
      },
    }),
  )
  const skills = areas.flatMap((area) => area.skills)
  const chosen = skills.find((one) => one.skill === skill)
  return (
    <FormDialog
      title={`${person.name}さんを推薦する`}
      submit="推薦する"
      pending={endorse.isPending}
      error={endorse.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (skill && level !== null && note.trim())
          endorse.mutate({ id: id.current, personId: person.id, skill, level: Number(level), note })
      }}
    >
      <Select
        label="スキル"
        required
        placeholder="選んでください"
        value={skill}
        choices={skills.map((one) => ({ value: one.skill, label: one.name }))}
        onChange={(event) => setSkill(event.target.value)}
        error={tried && !skill ? 'スキルを選んでください。' : undefined}
      />
      {chosen && (
        <RadioGroup
          label="見たことに近いもの"
          required
          name="level"
          value={level}
          onChange={setLevel}
          choices={framework.levels.map((name, at) => ({
            value: String(at),
            label: `${at} ${name}`,
            ...(chosen.levels[at] ? { support: chosen.levels[at] } : {}),
          }))}
          error={tried && level === null ? '近いものを選んでください。' : undefined}
        />
      )}
      <TextArea
        label="どんな場面で見ましたか"
        support="本人とDX推進課が読みます。例：窓口の集計表を、担当が替わっても使えるように作り直していた。"
        required
        rows={3}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        error={tried && !note.trim() ? 'どんな場面で見たかを書いてください。' : undefined}
      />
    </FormDialog>
  )
}
