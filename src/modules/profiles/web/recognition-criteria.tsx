import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { Condition, Criteria } from '../contract/recognition.ts'
import { ConditionField } from './condition-field.tsx'
import { conditionWords } from './condition-words.ts'
import { useProfiles } from './use-profiles.ts'

const fresh: Record<Condition['kind'], Condition> = {
  axis: { kind: 'axis', axis: 'service', count: 2, level: 2, chance: 0.7 },
  skills: { kind: 'skills', skills: [], count: 2, level: 3, chance: 0.7 },
  evidence: { kind: 'evidence', kinds: ['project'], count: 1, years: 3 },
  will: { kind: 'will' },
}
const kindNames = { axis: '軸ごとのスキル', skills: '選んだスキル', evidence: '根拠の件数', will: '意欲' }

/** 認定の条件: read by everybody, changed by the DX section. */
export default function RecognitionCriteria() {
  const api = useProfiles()
  const kept = useQuery(api.recognition.criteria.queryOptions({ input: {}, refetchOnWindowFocus: false }))
  const outline = useQuery(api.skillMap.city.queryOptions({ input: {}, staleTime: 600_000 }))
  const skills = outline.data?.skills ?? []
  const nameOf = (skill: string) => skills.find(({ code }) => code === skill)?.name ?? skill
  return (
    <>
      <PageHeading
        title="DX人財の認定の条件"
        lead="この条件で候補が出ます。条件を満たすかどうかは、スキルの記録から計算します。記録のないことは「不明」で、「満たさない」とは分けます。"
        actions={<TextLink href="/recognition">DX人財の認定</TextLink>}
      />
      {kept.isPending && <Skeleton lines={10} />}
      {kept.error && (
        <ErrorState onRetry={() => kept.refetch()} requestId={problemIn(kept.error)?.request_id}>
          {errorSentence(kept.error)}
        </ErrorState>
      )}
      {kept.data && (
        <>
          {!kept.data.own && <p className="mb-4">製品が用意した仮の条件です。市の方針に合わせて直してください。</p>}
          {kept.data.mayEdit ? (
            <Form key={kept.dataUpdatedAt} before={kept.data.criteria} skills={skills} />
          ) : (
            <ol className="list-decimal pl-6">
              {kept.data.criteria.conditions.map((condition) => (
                <li key={conditionWords(condition, nameOf)}>{conditionWords(condition, nameOf)}</li>
              ))}
            </ol>
          )}
        </>
      )}
    </>
  )
}

function Form({ before, skills }: { before: Criteria; skills: readonly { code: string; name: string }[] }) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const [years, setYears] = useState(String(before.years))
  const [conditions, setConditions] = useState(() => before.conditions.map((one, at) => ({ key: at, one })))
  const save = useMutation(
    api.recognition.saveCriteria.mutationOptions({
      onSuccess: async () => {
        toast({ title: '認定の条件を保存しました。', tone: 'success' })
        await queries.invalidateQueries({ queryKey: api.recognition.key() })
      },
    }),
  )
  const errors = fieldErrors(save.error, 1)
  const inConditions = problemIn(save.error)?.issues?.filter(({ path }) => path[1] === 'conditions') ?? []
  const stale = problemIn(save.error)?.reason === 'stale'
  return (
    <form
      noValidate
      className="flex max-w-form flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        const criteria = { years: Number(years), conditions: conditions.map(({ one }) => one) }
        if (!save.isPending) save.mutate({ before, criteria })
      }}
    >
      {save.error && (
        <NotificationBanner
          tone="error"
          title={
            inConditions.length > 0 ? '条件に誤りがあります。示された条件を直してください。' : errorSentence(save.error)
          }
          live
        >
          {stale && <p>画面を読み込み直すと、ほかの人が保存した条件が出ます。</p>}
        </NotificationBanner>
      )}
      <TextField
        label="認定が続く年度の数"
        support="認定した年度を1年目と数え、その年度末までです。"
        inputMode="numeric"
        error={errors['years']}
        value={years}
        onChange={(event) => setYears(event.target.value)}
      />
      <ol className="flex flex-col gap-4">
        {conditions.map(({ key, one }, at) => (
          <li key={key}>
            <ConditionField
              number={at + 1}
              condition={one}
              skills={skills}
              error={inConditions.find(({ path }) => path[2] === at)?.message}
              onChange={(next) =>
                setConditions(conditions.map((other) => (other.key === key ? { key, one: next } : other)))
              }
              onRemove={() => setConditions(conditions.filter((other) => other.key !== key))}
            />
          </li>
        ))}
      </ol>
      <Select
        label="条件を加える"
        placeholder="種類を選んでください"
        value=""
        choices={Object.entries(kindNames).map(([value, label]) => ({ value, label }))}
        onChange={(event) => {
          const kind = event.target.value as Condition['kind']
          if (!kind) return
          setConditions([
            ...conditions,
            { key: Math.max(-1, ...conditions.map((one) => one.key)) + 1, one: fresh[kind] },
          ])
        }}
      />
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          条件を保存する
        </Button>
      </div>
    </form>
  )
}
