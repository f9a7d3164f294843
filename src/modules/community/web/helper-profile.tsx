import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useCommunity } from './use-community.ts'

type Profile = Awaited<ReturnType<ReturnType<typeof useCommunity>['helper']['get']['call']>>

/** What the reader is willing to be asked, how often, and when not. */
export default function Helper() {
  const api = useCommunity()
  const profile = useQuery(api.helper.get.queryOptions({ refetchOnWindowFocus: false }))
  return (
    <>
      <PageHeading
        title="力になれること"
        lead="質問が届く件数や分野を、自分の都合に合わせて決められます。いつでも変えられます。"
      />
      {profile.isPending ? (
        <Skeleton lines={8} />
      ) : profile.error ? (
        <ErrorState onRetry={() => profile.refetch()} requestId={problemIn(profile.error)?.request_id}>
          {errorSentence(profile.error)}
        </ErrorState>
      ) : (
        <Form {...profile.data} />
      )}
    </>
  )
}

function Form({ load, ...profile }: Profile) {
  const api = useCommunity()
  const queries = useQueryClient()
  const toast = useToast()
  const [willing, setWilling] = useState(profile.willing)
  const [cap, setCap] = useState(String(profile.weeklyCap))
  const [away, setAway] = useState(profile.awayUntil ?? '')
  const [interests, setInterests] = useState(profile.interests.map(({ name }) => name).join('、'))
  const [capError, setCapError] = useState<string>()
  const save = useMutation(
    api.helper.set.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.helper.key() })
        toast({ title: '「力になれること」を保存しました。', tone: 'success' })
      },
    }),
  )
  const errors = fieldErrors(save.error)
  return (
    <form
      noValidate
      className="flex max-w-form flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        const weeklyCap = cap.trim() === '' ? Number.NaN : Number(cap.normalize('NFKC'))
        const wrong = Number.isInteger(weeklyCap) ? undefined : '件数を数字で入力してください。'
        setCapError(wrong)
        if (wrong) return
        save.mutate({
          ...{ willing, weeklyCap, awayUntil: away === '' ? null : away },
          interests: interests.split(/[、,\s]+/).filter(Boolean),
        })
      }}
    >
      {save.error && Object.keys(errors).length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(save.error)} live />
      )}
      <Card>
        <p className="text-std-16N-170">
          いま回答を待っている質問 {load.waiting}件・この7日間に届いた質問 {load.thisWeek}件・この30日間の回答{' '}
          {load.answersThisMonth}件
        </p>
      </Card>
      <Checkbox
        checked={willing}
        onChange={(event) => setWilling(event.target.checked)}
        support="外すと、詳しい人としては声がかかりません。質問を読んだり答えたりすることは、これまでどおりできます。"
      >
        質問を受け取る
      </Checkbox>
      <TextField
        id="helper-cap"
        label="1週間に受け取る件数の上限"
        support="0から50まで。この件数に達すると、ほかの人に届きます。"
        inputMode="numeric"
        value={cap}
        error={capError ?? errors['weeklyCap']}
        onChange={(event) => setCap(event.target.value)}
      />
      <TextField
        id="helper-away"
        type="date"
        label="受け取らない期間の終わり"
        support="休暇や繁忙期など。この日までは届きません。決めないときは空にします。"
        value={away}
        error={errors['awayUntil']}
        onChange={(event) => setAway(event.target.value)}
      />
      <TextField
        id="helper-interests"
        label="関心のあるタグ"
        support="読点やスペースで区切り、20個まで。例：電子申請、Excel"
        value={interests}
        error={errors['interests']}
        onChange={(event) => setInterests(event.target.value)}
      />
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          保存する
        </Button>
      </div>
    </form>
  )
}
