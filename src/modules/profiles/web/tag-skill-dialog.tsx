import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { type TagSkills, useProfiles } from './use-profiles.ts'

interface Props {
  row: TagSkills['tags'][number]
  skills: TagSkills['skills']
  onClose: () => void
}

/** What one tag speaks for: the city's own skills, none, or what comes with the product. */
export function TagSkillDialog({ row: { tag, own, shipped }, skills, onClose }: Props) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const [how, setHow] = useState(
    own === null ? (shipped.length > 0 ? 'shipped' : 'own') : own.length > 0 ? 'own' : 'none',
  )
  const [chosen, setChosen] = useState<readonly string[]>(own && own.length > 0 ? own : shipped)
  const nameOf = (code: string) => skills.find((one) => one.code === code)?.name ?? code
  const wordsOf = (codes: readonly string[]) => codes.map(nameOf).join('、') || 'どのスキルも表さない'
  const save = useMutation(
    api.tagSkill.save.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.tagSkill.key() })
        toast({ title: `「${tag}」を保存しました。`, tone: 'success' })
        onClose()
      },
      // What somebody else saved meanwhile is shown, and saving again then replaces it; the choice made here stays.
      onError: () => void queries.invalidateQueries({ queryKey: api.tagSkill.key() }),
    }),
  )
  const [asked, setAsked] = useState(false)
  const missing = how === 'own' && chosen.length === 0
  return (
    <FormDialog
      title={`「${tag}」が表すスキル`}
      submit="保存する"
      pending={save.isPending}
      error={save.error}
      onSubmit={() => {
        setAsked(true)
        if (missing) return
        const next = how === 'shipped' ? null : how === 'none' ? [] : [...chosen]
        save.mutate({ tag, before: own && [...own], skills: next })
      }}
      onClose={onClose}
    >
      <p>今の設定：{own === null && shipped.length === 0 ? 'まだ決めていない' : wordsOf(own ?? shipped)}</p>
      <RadioGroup
        name="how"
        label="このタグは"
        value={how}
        onChange={setHow}
        choices={[
          ...(shipped.length > 0
            ? [{ value: 'shipped', label: `製品の設定のまま（${shipped.map(nameOf).join('、')}）` }]
            : []),
          { value: 'own', label: '次のスキルを表す' },
          { value: 'none', label: 'どのスキルも表さない' },
        ]}
      />
      {how === 'own' && (
        <>
          <ul className="flex flex-col gap-2" aria-label="選んだスキル">
            {chosen.map((code) => (
              <li key={code} className="flex flex-wrap items-center gap-3">
                {nameOf(code)}
                <Button size="small" onClick={() => setChosen(chosen.filter((one) => one !== code))}>
                  「{nameOf(code)}」を外す
                </Button>
              </li>
            ))}
          </ul>
          <Combobox
            key={chosen.length} // empty again for the next one
            label="スキルを加える（6つまで）"
            error={asked && missing ? 'スキルを1つ以上選んでください。' : undefined}
            choices={skills
              .filter(({ code }) => !chosen.includes(code))
              .map(({ code, name }) => ({ value: code, label: name }))}
            value={null}
            onChange={(code) => code && chosen.length < 6 && setChosen([...chosen, code])}
          />
        </>
      )}
    </FormDialog>
  )
}
