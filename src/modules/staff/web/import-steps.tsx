import { classNames } from '../../../ui/class-names.ts'

const steps = ['ファイルを選ぶ', '列を確かめる', '点検の結果を見る', '反映する', '完了'] as const

/** Where in the import one is; every step said in words. */
export function ImportSteps({ current }: { current: number }) {
  return (
    <ol aria-label="取り込みの手順" className="mb-8 flex flex-wrap gap-x-6 gap-y-2 border-b border-solid-gray-420 pb-4">
      {steps.map((step, i) => (
        <li
          key={step}
          aria-current={i === current ? 'step' : undefined}
          className={classNames(
            'flex items-center gap-2 text-std-16N-170',
            i === current && 'text-std-16B-170 text-key-1000',
          )}
        >
          <span
            className={classNames(
              'inline-flex size-8 items-center justify-center rounded-full border text-dns-16B-130',
              i < current && 'border-key-900 bg-key-50 text-key-1000',
              i === current && 'border-key-900 bg-key-900 text-white',
              i > current && 'border-solid-gray-536 text-solid-gray-700',
            )}
          >
            {i + 1}
          </span>
          {step}
          {i < current && <span className="sr-only">（済み）</span>}
        </li>
      ))}
    </ol>
  )
}
