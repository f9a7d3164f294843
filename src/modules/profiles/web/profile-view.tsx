import { Disclosure } from '../../../ui/disclosure.tsx'
import { IntervalBar } from '../../../ui/figure/interval-bar.tsx'
import { RadarChart } from '../../../ui/figure/radar-chart.tsx'
import { formatDate } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { areaSpoke, levelWords } from './estimate-words.ts'
import type { Profile, SkillShown } from './use-profiles.ts'

const most = 4

/** A person's skills: the areas at a glance, then each skill with how sure and how old it is. */
export function ProfileView({ profile, linkTo }: { profile: Profile; linkTo: (skill: string) => string }) {
  const { areas, framework, targets, target, asOf } = profile
  const aim = targets.find(({ code }) => code === target)
  return (
    <div className="flex flex-col gap-10">
      <RadarChart
        title="領域ごとの水準"
        description={
          <p>
            {formatDate(asOf)}時点。各領域の、分かっているスキルの平均です（0から4）。
            {aim ? `点線は目標像「${aim.name}」です。` : '目標像を選ぶと、点線で重ねて表示します。'}
            分かっているスキルがない領域は、0ではなく「不明」です。
          </p>
        }
        name="領域"
        most={most}
        spokes={areas.map(areaSpoke)}
      />
      {areas.map((area) => (
        <section key={area.code} aria-labelledby={`area-${area.code}`}>
          <SectionHeading id={`area-${area.code}`}>{area.name}</SectionHeading>
          <ul className="border-t border-solid-gray-420">
            {area.skills.map((skill) => (
              <SkillRow key={skill.skill} skill={skill} levels={framework.levels} href={linkTo(skill.skill)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function SkillRow({ skill, levels, href }: { skill: SkillShown; levels: readonly string[]; href: string }) {
  const { name, mean, low, high, target, rows, lastOn, description } = skill
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-solid-gray-420 py-3 md:grid-cols-[minmax(0,1fr)_16rem_14rem]">
      <div className="min-w-0">
        <h3 className="text-std-16B-170">
          <TextLink href={href}>{name}</TextLink>
        </h3>
        <p className="text-dns-14N-130 text-solid-gray-700">{description}</p>
      </div>
      <IntervalBar name={name} most={most} {...{ value: mean, low, high, target }} />
      <div>
        <p className="text-std-16N-170">
          {skill.state === 'unknown' ? <StatusBadge>不明</StatusBadge> : levelWords(skill, levels)}
        </p>
        <p className="text-dns-14N-130 text-solid-gray-700">
          {rows === 0 ? 'まだ根拠がありません' : `根拠${rows}件${lastOn ? `、最新は${formatDate(lastOn)}` : ''}`}
          {target !== null && `　目標は${target}`}
        </p>
      </div>
    </li>
  )
}

/** What the figures mean, for who has not seen them before. */
export function HowToRead({ levels }: { levels: readonly string[] }) {
  return (
    <Disclosure summary="この画面の見方">
      <ul className="list-disc pl-6">
        {levels.map((name, level) => (
          <li key={name}>
            水準{level}：{name}
          </li>
        ))}
      </ul>
      <p className="mt-3">
        太い帯は、本当の水準が10回に9回は入る幅です。根拠が増えると狭くなり、古くなると広がります。自己申告は高めに出やすいため、控えめに数えています。
        スキルの記録が人事評価に使われることはありません。
      </p>
    </Disclosure>
  )
}
