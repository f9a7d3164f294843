import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { errorSentence } from '../../../ui/api.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { formatDate } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { conditionWords, findingNames, findingWords } from './condition-words.ts'
import { useProfiles } from './use-profiles.ts'

const decisionNames = { recognised: '認定', 'not-now': '見送り', withdrawn: '取り消し' } as const

/** Whether one is recognised, how one's record stands to the criteria, and what one wants of it. */
export function OwnRecognition({ nameOf }: { nameOf: (skill: string) => string }) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const own = useQuery(api.recognition.own.queryOptions({ input: {}, retry: false }))
  const wish = useMutation(
    api.recognition.wish.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.recognition.key() })
        toast({ title: '希望を保存しました。', tone: 'success' })
      },
    }),
  )
  if (!own.data) return null
  const { recognisedUntil, declined, shown, history, findings, criteria } = own.data
  return (
    <Card className="flex flex-col gap-3">
      <h2 className="text-std-18B-160">DX人財の認定</h2>
      <p>
        {recognisedUntil
          ? `${formatDate(recognisedUntil)}まで、DX人財として認定されています。`
          : 'いまは認定されていません。条件を満たすと、候補になります。'}
      </p>
      <Disclosure summary="条件と、今の記録">
        <ul className="flex flex-col gap-2">
          {findings.map((finding, at) => (
            <li key={conditionWords(criteria.conditions[at]!, nameOf)} className="flex flex-wrap items-center gap-3">
              <StatusBadge
                tone={finding.state === 'met' ? 'success' : finding.state === 'unknown' ? 'warning' : 'neutral'}
              >
                {findingNames[finding.state]}
              </StatusBadge>
              <span>{conditionWords(criteria.conditions[at]!, nameOf)}</span>
              <span className="text-solid-gray-700">{findingWords(finding)}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
      {history.length > 0 && (
        <Disclosure summary="これまでの決定">
          <ol className="flex flex-col gap-2">
            {history.map(({ id, decision, reason, by, at }) => (
              <li key={id}>
                {formatDate(at)}　{decisionNames[decision]}（{by}）　{reason}
              </li>
            ))}
          </ol>
        </Disclosure>
      )}
      <div>
        <Checkbox
          checked={shown}
          disabled={wish.isPending}
          onChange={(event) => wish.mutate({ declined, shown: event.target.checked })}
        >
          認定されたら、同僚にも見せる
        </Checkbox>
        <Checkbox
          checked={declined}
          disabled={wish.isPending}
          onChange={(event) => wish.mutate({ declined: event.target.checked, shown })}
        >
          認定を望まない（候補にならず、いまの認定も終わります）
        </Checkbox>
      </div>
      {wish.error && <NotificationBanner tone="error" title={errorSentence(wish.error)} live />}
      <p>
        <TextLink href="/leaders">DX推進リーダーに立候補する・配置を見る</TextLink>
      </p>
    </Card>
  )
}
