import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { FieldGroup } from '../../../ui/field.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { RoutingRules } from '../contract/routing.ts'
import { useCommunity } from './use-community.ts'

const steps = [
  { step: 'people', label: '詳しい職員に届ける' },
  { step: 'leader', label: '詳しい職員の所属長にも届ける' },
  { step: 'dx-office', label: 'DX推進課にも届ける' },
  { step: 'adviser', label: '外部の専門家にも届ける' },
] as const

/** A number while it is typed may be none at all. */
const typed = (value: number) => (Number.isNaN(value) ? '' : value)

/** When an unanswered question goes to whom: for the DX office to set. */
export default function Routing() {
  const { routing } = useCommunity()
  const current = useQuery(routing.get.queryOptions())
  return (
    <div className="max-w-form">
      <PageHeading
        title="質問を届ける決まり"
        lead="回答のつかない質問を、いつ、誰に届けるかを決めます。時間は、開庁日の勤務時間だけを数えます（土日・祝日は数えません）。"
      />
      {current.isPending && <Skeleton lines={10} />}
      {current.isError && <ErrorState onRetry={() => current.refetch()}>{errorSentence(current.error)}</ErrorState>}
      {current.data && <Form {...current.data} />}
    </div>
  )
}

function Form({ rules: kept, preset }: { rules: RoutingRules; preset: RoutingRules }) {
  const { routing } = useCommunity()
  const queries = useQueryClient()
  const toast = useToast()
  const [rules, setRules] = useState(kept)
  const save = useMutation(
    routing.set.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: routing.key() })
        toast({ title: '質問を届ける決まりを保存しました', tone: 'success' })
      },
    }),
  )
  const errors = useMemo(() => fieldErrors(save.error, 1), [save.error])
  const listed = useMemo(
    () => Object.entries(errors).map(([field, message]) => ({ fieldId: `routing-${field}`, message })),
    [errors],
  )
  const { hours } = rules
  return (
    <form
      noValidate
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate({ rules })
      }}
    >
      <ErrorSummary errors={listed} />
      {save.error && listed.length === 0 && <NotificationBanner tone="error" title={errorSentence(save.error)} live />}
      <FieldGroup
        id="routing-hours"
        label="届ける順番と時間"
        support="質問の投稿から何時間たったら次へ届けるかを、1時間単位（0.5も可）で入力します。後の段階ほど長くします。"
        error={errors['hours']}
      >
        <ol className="flex flex-col gap-4">
          {steps.map(({ step, label }, at) => (
            <li key={step}>
              <TextField
                label={`${at + 1}．${label}（時間後）`}
                required
                type="number"
                inputMode="decimal"
                min={0}
                max={400}
                step={0.5}
                value={typed(hours[step])}
                onChange={(event) => setRules({ ...rules, hours: { ...hours, [step]: event.target.valueAsNumber } })}
              />
            </li>
          ))}
        </ol>
      </FieldGroup>
      <TextField
        id="routing-people"
        label="一度に届ける人数"
        required
        type="number"
        min={1}
        max={10}
        support="最初の段階で、同時に何人に頼むか。1人から10人まで。一人ひとりが受ける件数の上限は、本人が「届いた質問」の設定で決め、それを超えて届くことはありません。"
        error={errors['people']}
        value={typed(rules.people)}
        onChange={(event) => setRules({ ...rules, people: event.target.valueAsNumber })}
      />
      <TextField
        id="routing-expiry"
        label="頼んだままにする時間"
        required
        type="number"
        min={1}
        max={400}
        support="この時間を過ぎても回答がないときは、頼まれた人の負担から外し、ほかの質問を頼めるようにします。"
        error={errors['expiry']}
        value={typed(rules.expiry)}
        onChange={(event) => setRules({ ...rules, expiry: event.target.valueAsNumber })}
      />
      <div className="flex flex-wrap gap-6">
        <TextField
          id="routing-opens"
          label="始業の時刻"
          required
          type="time"
          error={errors['opens']}
          value={rules.opens}
          onChange={(event) => setRules({ ...rules, opens: event.target.value })}
        />
        <TextField
          id="routing-closes"
          label="終業の時刻"
          required
          type="time"
          error={errors['closes']}
          value={rules.closes}
          onChange={(event) => setRules({ ...rules, closes: event.target.value })}
        />
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={save.isPending}>
          保存する
        </Button>
        <Button onClick={() => setRules(preset)}>はじめの値を欄に入れる</Button>
      </div>
    </form>
  )
}
