import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { mayModerate } from '../../../kernel/permission.ts'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useCommunity } from './use-community.ts'

/** How often answers are confirmed; shown to moderators, who decide it for the body. */
export function VerificationRulesForm() {
  const api = useCommunity()
  const session = useQuery(api.session.current.queryOptions({ staleTime: 60_000 }))
  const rules = useQuery(api.verification.get.queryOptions())
  if (!rules.data || !mayModerate(session.data?.person?.roles ?? [])) return null
  const { months, waitDays } = rules.data.rules
  return <Form key={`${months}-${waitDays}`} months={months} waitDays={waitDays} />
}

function Form(kept: { months: number; waitDays: number }) {
  const api = useCommunity()
  const queries = useQueryClient()
  const toast = useToast()
  const [months, setMonths] = useState(String(kept.months))
  const [waitDays, setWaitDays] = useState(String(kept.waitDays))
  const save = useMutation(
    api.verification.set.mutationOptions({
      onSuccess: () => {
        toast({ title: '決まりを保存しました', tone: 'success' })
        void queries.invalidateQueries({ queryKey: api.verification.get.key() })
      },
    }),
  )
  const fault = (field: string) => problemIn(save.error)?.issues?.find(({ path }) => path.at(-1) === field)?.message
  const other = save.error && Object.keys(fieldErrors(save.error)).length === 0
  const whole = (text: string) => Number(text.normalize('NFKC').trim() || 0)
  return (
    <div className="mt-10 max-w-form">
      <Disclosure summary="確認の決まり（見守り役）">
        <form
          noValidate
          className="flex flex-col items-start gap-6"
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            save.mutate({ rules: { months: whole(months), waitDays: whole(waitDays) } })
          }}
        >
          {other && <NotificationBanner tone="error" title={errorSentence(save.error)} live />}
          <TextField
            label="確認をお願いする間隔（か月）"
            required
            support="採用や確認から、この月数がたった回答の確認をお願いします。すでに決まっている期限は変わりません。"
            inputMode="numeric"
            value={months}
            error={fault('months')}
            onChange={(event) => setMonths(event.target.value)}
          />
          <TextField
            label="次の人にお願いするまでの日数（開庁日）"
            required
            support="確認がないと、回答した人、所属の長、見守り役の順にお願いします。"
            inputMode="numeric"
            value={waitDays}
            error={fault('waitDays')}
            onChange={(event) => setWaitDays(event.target.value)}
          />
          <Button type="submit" variant="primary" pending={save.isPending}>
            保存する
          </Button>
        </form>
      </Disclosure>
    </div>
  )
}
