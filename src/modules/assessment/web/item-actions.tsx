import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { ButtonLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { type Item, useAssessment } from './use-assessment.ts'

const wordsMost = 400

/** What a reviewer looks at before letting an item out; docs/guide/item-review.md says more. */
const checklist = [
  '正解は1つ（または決められた組）だけで、ほかの選択肢では言い過ぎ・足りない理由を説明できる',
  '誤りの選択肢は、実際の職員が選びそうな考えで、正解と長さや調子が似ている',
  '問いと資料だけで答えられ、言い回しの引っかけや、特定の市・製品の知識が要らない',
  '法律や制度の事実は、根拠が確かで、変わりにくい書き方になっている',
  '水準と難しさの理由が、仕事での見え方と合っている',
  '特定の職種・性別・年齢・障害のある人に不利でない',
]

/** What may be done with an item, by where it stands. */
export function ItemActions({ code, revision, state, own }: Item) {
  const api = useAssessment()
  const queries = useQueryClient()
  const toast = useToast()
  const [words, setWords] = useState('')
  const [retiring, setRetiring] = useState(false)
  const done = {
    onSuccess: async () => {
      setRetiring(false)
      setWords('')
      await queries.invalidateQueries({ queryKey: api.item.key() })
      toast({ title: '変更しました。', tone: 'success' })
    },
  }
  const submit = useMutation(api.item.submit.mutationOptions(done))
  const review = useMutation(api.item.review.mutationOptions(done))
  const place = useMutation(api.item.place.mutationOptions(done))
  const error = submit.error ?? review.error ?? (retiring ? null : place.error)
  const to = (next: 'trial' | 'active') => place.mutate({ code, revision, state: next })
  const say = (outcome: 'trial' | 'active' | 'returned') => review.mutate({ code, revision, outcome, words })
  const busy = submit.isPending || review.isPending || place.isPending
  return (
    <section aria-labelledby="actions" className="flex flex-col gap-4">
      <SectionHeading id="actions">この問題をどうするか</SectionHeading>
      {error && <NotificationBanner tone="error" title={errorSentence(error)} live />}
      {state === 'review' && own && <p>自分で書いた問題です。DX推進課のほかの人が確認します。</p>}
      {state === 'review' && !own && (
        <>
          <Disclosure summary="確認するときに見ること" open>
            <ul className="list-disc pl-6 text-std-16N-170">
              {checklist.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </Disclosure>
          <div className="max-w-form">
            <TextArea
              label="書いた人への言葉"
              support="差し戻すときは、直すところを書いてください。"
              rows={3}
              limit={wordsMost}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
        </>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {state !== 'retired' && <ButtonLink href={`/items/${code}/edit`}>書き直す</ButtonLink>}
        {state === 'draft' && (
          <Button variant="primary" pending={submit.isPending} onClick={() => submit.mutate({ code, revision })}>
            確認を頼む
          </Button>
        )}
        {state === 'review' && !own && (
          <>
            <Button variant="primary" disabled={busy} onClick={() => say('trial')}>
              試し出題にする
            </Button>
            <Button disabled={busy} onClick={() => say('active')}>
              すぐに採点に使う
            </Button>
            <Button disabled={busy} onClick={() => say('returned')}>
              差し戻す
            </Button>
          </>
        )}
        {state === 'trial' && (
          <Button variant="primary" disabled={busy} onClick={() => to('active')}>
            採点に使う
          </Button>
        )}
        {state === 'active' && (
          <Button disabled={busy} onClick={() => to('trial')}>
            試し出題に戻す
          </Button>
        )}
        {state === 'retired' && (
          <Button variant="primary" disabled={busy} onClick={() => to('active')}>
            もう一度出題する
          </Button>
        )}
        {(state === 'trial' || state === 'active') && (
          <Button variant="text" onClick={() => setRetiring(true)}>
            取りやめる
          </Button>
        )}
      </div>
      <ConfirmDialog
        title="この問題を取りやめますか"
        open={retiring}
        confirm="取りやめる"
        pending={place.isPending}
        onClose={() => setRetiring(false)}
        onConfirm={() => place.mutate({ code, revision, state: 'retired', reason: words })}
      >
        <p className="mb-4">
          これからの診断には出なくなります。これまでの答えと結果は残ります。あとで、もう一度出題できます。
        </p>
        <TextArea
          label="取りやめる理由"
          required
          rows={3}
          limit={wordsMost}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {place.error && (
          <div className="mt-4">
            <NotificationBanner tone="error" title={errorSentence(place.error)} live />
          </div>
        )}
      </ConfirmDialog>
    </section>
  )
}
