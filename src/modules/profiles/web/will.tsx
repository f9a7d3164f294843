import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { type Audience, audienceNames, audiences } from '../contract/names.ts'
import { useProfiles } from './use-profiles.ts'

type Shown = Awaited<ReturnType<ReturnType<typeof useProfiles>['will']['get']['call']>>

/** What one wants and how much time one has: stated by oneself, apart from what one can do. */
export default function Will() {
  const api = useProfiles()
  const will = useQuery(api.will.get.queryOptions({ input: {}, refetchOnWindowFocus: false }))
  return (
    <>
      <PageHeading
        title="意欲と使える時間"
        lead="あなたの言葉で書いてください。スキルとは別に扱い、あなたが選んだ範囲の人だけに見せます。いつでも変えられます。"
      />
      {will.isPending ? (
        <Skeleton lines={8} />
      ) : will.error ? (
        <ErrorState onRetry={() => will.refetch()} requestId={problemIn(will.error)?.request_id}>
          {errorSentence(will.error)}
        </ErrorState>
      ) : (
        <Form key={will.data.revision} {...will.data} />
      )}
    </>
  )
}

const nothing = {
  reform: false,
  learn: false,
  teach: false,
  hoursPerWeek: 0,
  freeFrom: null,
  words: '',
  shownTo: 'office' as const,
}

function Form({ will, revision }: Shown) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const [form, setForm] = useState<NonNullable<Shown['will']>>(will ?? nothing)
  const [hours, setHours] = useState(String(form.hoursPerWeek))
  const [hoursError, setHoursError] = useState<string>()
  const save = useMutation(
    api.will.set.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.will.key() })
        toast({ title: '意欲と使える時間を保存しました。', tone: 'success' })
      },
    }),
  )
  const errors = fieldErrors(save.error)
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  return (
    <form
      noValidate
      className="flex max-w-form flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        const given = hours.trim() === '' ? 0 : Number(hours.normalize('NFKC'))
        const wrong = given >= 0 && given <= 40 ? undefined : '0から40までの数字で入力してください。'
        setHoursError(wrong)
        if (!wrong) save.mutate({ ...form, hoursPerWeek: given, revision })
      }}
    >
      {save.error && Object.keys(errors).length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(save.error)} live />
      )}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-std-16B-170">やってみたいこと</legend>
        <Checkbox checked={form.reform} onChange={(event) => set({ reform: event.target.checked })}>
          仕事を変える取組に加わりたい
        </Checkbox>
        <Checkbox checked={form.learn} onChange={(event) => set({ learn: event.target.checked })}>
          学びたい
        </Checkbox>
        <Checkbox checked={form.teach} onChange={(event) => set({ teach: event.target.checked })}>
          教えたい
        </Checkbox>
      </fieldset>
      <TextField
        label="ほかの所属の取組に使える時間（週）"
        support="0から40までの数字。今は難しければ0のままにしてください。"
        inputMode="decimal"
        value={hours}
        onChange={(event) => setHours(event.target.value)}
        error={hoursError ?? errors['hoursPerWeek']}
      />
      <TextField
        label="いつから"
        type="date"
        support="今すぐなら空のままにしてください。"
        value={form.freeFrom ?? ''}
        onChange={(event) => set({ freeFrom: event.target.value || null })}
        error={errors['freeFrom']}
      />
      <TextArea
        label="ひとこと"
        rows={3}
        value={form.words}
        onChange={(event) => set({ words: event.target.value })}
        error={errors['words']}
      />
      <RadioGroup
        label="誰に見せますか"
        required
        name="shownTo"
        value={form.shownTo}
        onChange={(value) => set({ shownTo: value as Audience })}
        choices={audiences.map((value) => ({ value, label: audienceNames[value] }))}
      />
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          保存する
        </Button>
      </div>
    </form>
  )
}
