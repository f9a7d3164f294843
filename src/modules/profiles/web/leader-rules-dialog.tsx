import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors, problemIn } from '../../../ui/api.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useLeaderChange } from './use-leader-change.ts'
import { type Coverage, useProfiles } from './use-profiles.ts'

/** Changes what the city asks of leaders, how many it wants and for how long. */
export function LeaderRulesDialog({ rules, onClose }: { rules: Coverage['rules']; onClose: () => void }) {
  const api = useProfiles()
  const { targetName: _, ...before } = rules
  const [form, setForm] = useState({ ...before, years: String(before.years), each: String(before.each) })
  const own = useQuery(api.profile.get.queryOptions({ input: {} }))
  const save = useLeaderChange(
    () =>
      api.leader.saveRules.call({
        before,
        rules: { ...form, years: Number(form.years), each: Number(form.each) },
      }),
    'DX推進リーダーの決まりを保存しました。',
    onClose,
  )
  const errors = fieldErrors(save.error, 1)
  const stale = problemIn(save.error)?.reason === 'stale'
  const field = (name: 'years' | 'each' | 'asks') => ({
    ...{ required: true, value: form[name], error: errors[name] },
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  })
  return (
    <FormDialog
      title="DX推進リーダーの決まり"
      submit="保存する"
      pending={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate(undefined)}
      onClose={onClose}
    >
      {stale && <p>画面を読み込み直すと、ほかの人が保存した決まりが出ます。</p>}
      <TextField
        label="任期の年度の数"
        support="任命した年度を1年目と数えます。もう任命した人の任期は変わりません。"
        inputMode="numeric"
        {...field('years')}
      />
      <TextField label="1つの所属に置く人数" inputMode="numeric" {...field('each')} />
      <Select
        label="目安にする目標像"
        placeholder="決めない"
        value={form.target ?? ''}
        choices={(own.data?.targets ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(event) => setForm({ ...form, target: event.target.value || null })}
      />
      <TextArea
        label="リーダーに求めること"
        support="立候補や推薦をするときに表示されます。"
        rows={4}
        limit={500}
        {...{ ...field('asks'), required: false }}
      />
    </FormDialog>
  )
}
