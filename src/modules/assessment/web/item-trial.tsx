import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { AnswerField } from './answer-field.tsx'
import { Material } from './material.tsx'
import { type Item, useAssessment } from './use-assessment.ts'

/** The item as takers see it, to be tried; the key is shown after an answer, or at once on request. */
export function ItemTrial({ code, document }: Pick<Item, 'code' | 'document'>) {
  const api = useAssessment()
  const { kind, stem, material, options } = document
  const [value, setValue] = useState<string[]>(kind === 'order' ? options.map(({ key }) => key) : [])
  const [shown, setShown] = useState(false)
  const mark = useMutation(api.item.try.mutationOptions({ onSuccess: () => setShown(true) }))
  return (
    <section aria-labelledby="trial" className="flex flex-col gap-5">
      <SectionHeading id="trial">受ける人に見える形</SectionHeading>
      <div className="flex max-w-form flex-col gap-5 rounded-12 border border-solid-gray-420 p-4 md:p-6">
        <p className="whitespace-pre-line text-std-18B-160">{stem}</p>
        {material && <Material material={material} />}
        <AnswerField
          {...{ kind, options, value }}
          onChange={(next) => {
            setValue(next)
            mark.reset()
          }}
        />
        {mark.error && <NotificationBanner tone="error" title={errorSentence(mark.error)} live />}
        {mark.data && (
          <NotificationBanner
            tone={mark.data.category === mark.data.most ? 'success' : 'warning'}
            title={
              mark.data.category === mark.data.most
                ? '正解です'
                : mark.data.category > 0
                  ? `${mark.data.most}段階のうち${mark.data.category}の答えです`
                  : '正解ではありません'
            }
            live
          />
        )}
        <div className="flex flex-wrap gap-3">
          <Button pending={mark.isPending} onClick={() => mark.mutate({ code, given: value })}>
            答え合わせ
          </Button>
          <Button variant="text" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? '正解と解説を隠す' : '正解と解説を見る'}
          </Button>
        </div>
      </div>
      {shown && <Keys document={document} />}
    </section>
  )
}

function Keys({ document: { kind, options, answer } }: Pick<Item, 'document'>) {
  const markOf = (key: string, score: number | undefined) => {
    if (kind === 'judgement') return `${score ?? 0}点`
    if (kind === 'order') return `${answer.indexOf(key) + 1}番目`
    return answer.includes(key) ? '正解' : '－'
  }
  return (
    <ul className="flex flex-col gap-3" aria-label="選択肢の解説">
      {options.map(({ key, text, rationale, score }) => (
        <li
          key={key}
          className="grid gap-x-4 border-l-4 border-solid-gray-420 pl-4 text-std-16N-170 md:grid-cols-[5rem_1fr]"
        >
          <p className="font-bold">{markOf(key, score)}</p>
          <div>
            <p>{text}</p>
            <p className="text-solid-gray-700">{rationale}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
