import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { DescriptionList } from '../../../ui/card.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Time } from '../../../ui/time.tsx'
import { itemKindNames } from '../contract/names.ts'
import { ItemActions } from './item-actions.tsx'
import { ItemStateBadge } from './item-state-badge.tsx'
import { ItemTrial } from './item-trial.tsx'
import { type Item, useAssessment } from './use-assessment.ts'

/** One item: as takers see it, with its key, how it was answered, and what may be done with it now. */
export default function ItemPage() {
  const { code = '' } = useParams({ strict: false }) as { code?: string }
  const api = useAssessment()
  const item = useQuery(api.item.get.queryOptions({ input: { code } }))
  if (item.error)
    return (
      <>
        <PageHeading title="診断の問題" />
        <ErrorState onRetry={() => item.refetch()} requestId={problemIn(item.error)?.request_id}>
          {errorSentence(item.error)}
        </ErrorState>
      </>
    )
  if (!item.data) return <Skeleton lines={12} />
  return <Shown {...item.data} />
}

function Shown(item: Item) {
  const { code, skillName, state, reason, document, statistics, reviews } = item
  return (
    <>
      <Breadcrumb trail={[{ label: '診断の問題', href: '/items' }, { label: code }]} />
      <PageHeading
        title={`${skillName}（${code}）`}
        lead={
          <span className="inline-flex flex-wrap items-center gap-3">
            <ItemStateBadge state={state} />
            {state === 'retired' && `理由：${reason}`}
          </span>
        }
      />
      <div className="flex flex-col gap-10">
        <ItemTrial key={`${code} ${item.version}`} code={code} document={document} />
        <ItemActions {...item} />
        <section aria-labelledby="facts">
          <SectionHeading id="facts">この問題について</SectionHeading>
          <DescriptionList items={factsOf(item)} />
        </section>
        <section aria-labelledby="answers">
          <SectionHeading id="answers">答えられ方</SectionHeading>
          {statistics.answers === 0 ? (
            <p>まだ答えられていません。</p>
          ) : (
            <DescriptionList
              items={[
                { term: '答え', description: `${formatNumber(statistics.answers)}件` },
                { term: '正答（点が入った答え）', description: percent(statistics.right) },
                { term: 'わからない', description: percent(statistics.unknown) },
                { term: 'かかった時間', description: `約${Math.round(statistics.seconds ?? 0)}秒（中央値）` },
                {
                  term: '選ばれた回数',
                  description: document.options
                    .map(({ key }) => `${key}：${statistics.chosen.find((one) => one.key === key)?.times ?? 0}`)
                    .join('　'),
                },
              ]}
            />
          )}
        </section>
        {reviews.length > 0 && (
          <section aria-labelledby="reviews">
            <SectionHeading id="reviews">確認の記録</SectionHeading>
            <ul className="flex flex-col gap-3">
              {reviews.map(({ at, by, outcome, words, version }) => (
                <li key={`${at.toISOString()} ${by}`} className="border-l-4 border-key-900 pl-4 text-std-16N-170">
                  <p>
                    <Time at={at} />　{by}　版{version}　{outcome === 'approved' ? '確認しました' : '差し戻しました'}
                  </p>
                  {words && <p className="whitespace-pre-line">{words}</p>}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  )
}

const percent = (share: number | null) => (share === null ? '－' : `${Math.round(share * 100)}%`)

/** What its difficulty means for general staff: the share expected to get it right at their mean. */
function factsOf({ document, parameters, version, shipped }: Item) {
  const { a, b, c } = parameters
  const hardest = b[b.length - 1] ?? 0
  const share = (c ?? 0) + (1 - (c ?? 0)) / (1 + Math.exp(a * hardest))
  return [
    { term: '水準', description: document.level },
    { term: '種類', description: itemKindNames[document.kind] },
    {
      term: '難しさ',
      description: `平均的な一般職員の${Math.round(share * 10)}割ほどが正解する見込み（${parameters.calibrated ? '答えから計算' : '書いた人の想定'}）`,
    },
    { term: '難しさの理由', description: document.difficulty.reason },
    { term: '正解の根拠', description: document.basis },
    { term: '仕事で生かすこと', description: document.explanation },
    { term: '時間の目安', description: `${document.seconds}秒` },
    ...(document.enemies?.length ? [{ term: '一緒に出さない問題', description: document.enemies.join('、') }] : []),
    { term: '版', description: `${version}${shipped && version === 1 ? '（製品に付いてきた問題）' : ''}` },
  ]
}
