interface Practice {
  problem: string
  steps: readonly string[]
  effect: string
  hoursSaved: number | null
  measured: string
  cautions: string
}

/** What a practice card says: the problem, the steps, the effect and how it was measured. */
export function PracticeBody({ practice }: { practice: Practice }) {
  const { problem, steps, effect, hoursSaved, measured, cautions } = practice
  return (
    <div className="mt-3 flex flex-col gap-4 break-words text-std-16N-170">
      <section>
        <h2 className="text-std-17B-170">困っていたこと</h2>
        <p className="whitespace-pre-wrap">{problem}</p>
      </section>
      <section>
        <h2 className="text-std-17B-170">やったこと</h2>
        <ol className="list-decimal pl-6">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <section>
        <h2 className="text-std-17B-170">効果</h2>
        <p className="whitespace-pre-wrap">{effect}</p>
        <p className="text-solid-gray-700">
          {hoursSaved === null
            ? '削減時間はまだ測っていません。'
            : `年間およそ${hoursSaved.toLocaleString('ja-JP')}時間の削減`}
          {measured && `（測り方：${measured}）`}
        </p>
      </section>
      {cautions && (
        <section>
          <h2 className="text-std-17B-170">気をつけること</h2>
          <p className="whitespace-pre-wrap">{cautions}</p>
        </section>
      )}
    </div>
  )
}
