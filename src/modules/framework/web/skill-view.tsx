import { Chip } from '../../../ui/chip.tsx'
import type { Skill } from '../contract/document.ts'
import { axisNames, certaintyNames } from '../contract/names.ts'

/** One skill: what it is, what a colleague sees at each level, examples from the work. */
export function SkillView({ skill, levels, open }: { skill: Skill; levels: readonly string[]; open: boolean }) {
  const { code, name, description, axes, examples, crosswalk, status, source } = skill
  const more = skill.levels.length > 0 || examples.length > 0 || crosswalk.length > 0
  return (
    <li id={`skill-${code}`} className="break-inside-avoid py-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="text-std-18B-160">{name}</h3>
        <span className="text-dns-14N-130 text-solid-gray-700">{code}</span>
        {axes.map((axis) => (
          <Chip key={axis}>{axisNames[axis]}</Chip>
        ))}
      </div>
      {description && <p className="mt-1 max-w-prose text-std-16N-170">{description}</p>}
      {source && (
        <p className="mt-1 text-dns-14N-130 text-solid-gray-700">
          {certaintyNames[status]}：{source}
        </p>
      )}
      {more && (
        <details open={open} className="mt-2">
          <summary className="inline-flex min-h-11 items-center rounded-8 pr-3 text-std-16N-170 text-key-900 underline underline-offset-4 hover:bg-key-50 print:hidden">
            段階と例を見る<span className="sr-only">（{name}）</span>
          </summary>
          {skill.levels.length > 0 && (
            <ol className="mt-2 flex flex-col border-l-4 border-key-200 pl-4">
              {skill.levels.map((text, level) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: levels are their numbers
                <li key={level} className="gap-4 py-2 md:flex">
                  <span className="text-std-16B-170 md:w-64 md:shrink-0">
                    段階{level}　{levels[level]}
                  </span>
                  <span className="block text-std-16N-170">{text}</span>
                </li>
              ))}
            </ol>
          )}
          {examples.length > 0 && (
            <>
              <p className="mt-3 text-std-16B-170">仕事での例</p>
              <ul className="list-disc pl-6 text-std-16N-170">
                {examples.map((example) => (
                  <li key={example}>{example}</li>
                ))}
              </ul>
            </>
          )}
          {crosswalk.length > 0 && (
            <p className="mt-3 text-std-16N-170">
              対応するスキル：{crosswalk.map((to) => `${to.framework} ${to.skill}`).join('、')}
            </p>
          )}
        </details>
      )}
    </li>
  )
}
