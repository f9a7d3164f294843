import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ButtonLink, TextLink } from '../../../ui/link.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { evidenceKindNames } from '../contract/names.ts'
import { nextSteps } from './estimate-words.ts'
import { OwnRecognition } from './own-recognition.tsx'
import { HowToRead, ProfileView } from './profile-view.tsx'
import { type Profile, useProfiles } from './use-profiles.ts'

/** マイスキル: where I stand, how sure that is, and what to do next. */
export default function MySkills() {
  const api = useProfiles()
  const profile = useQuery(api.profile.get.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading
        title="マイスキル"
        lead="いまの水準と、次に何をするとよいかを示します。見られるのは、あなたと、決められた役割の人だけです。"
        actions={
          <ButtonLink variant="primary" href="/skills/report">
            水準を申告する
          </ButtonLink>
        }
      />
      {profile.isPending && <Skeleton lines={12} />}
      {profile.error && (
        <ErrorState onRetry={() => profile.refetch()} requestId={problemIn(profile.error)?.request_id}>
          {errorSentence(profile.error)}
        </ErrorState>
      )}
      {profile.data && <Mine {...profile.data} />}
    </>
  )
}

function Mine(profile: Profile) {
  const known = profile.areas.some((area) => area.skills.some(({ state }) => state === 'known'))
  return (
    <div className="flex flex-col gap-8">
      <Choices key={`${profile.target} ${profile.shownToColleagues}`} {...profile} />
      {known ? (
        <NextSteps profile={profile} />
      ) : (
        <EmptyState
          title="まだ何も分かっていません"
          actions={
            <>
              <ButtonLink variant="primary" href="/assessments">
                スキル診断を受ける（領域ごとに約10分）
              </ButtonLink>
              <ButtonLink href="/skills/report">水準を申告する（約10分）</ButtonLink>
            </>
          }
        >
          「不明」は「できない」ではありません。診断を受けるか、自分で申告すると、目安が表示されます。回答が採用されたり、推薦を受けたりすると、自動で加わります。
        </EmptyState>
      )}
      <HowToRead levels={profile.framework.levels} />
      <ProfileView profile={profile} linkTo={(skill) => `/skills/${skill}`} />
      <OwnRecognition
        nameOf={(code) =>
          profile.areas.flatMap(({ skills }) => skills).find(({ skill }) => skill === code)?.name ?? code
        }
      />
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        <li>
          <TextLink href="/skills/evidence">根拠の記録をすべて見る</TextLink>
        </li>
        <li>
          <TextLink href="/certificates">資格・認定を出す</TextLink>
        </li>
        <li>
          <TextLink href="/skills/will">意欲と使える時間を書く</TextLink>
        </li>
        <li>
          <TextLink href="/skills/looks">誰が見たかを確かめる</TextLink>
        </li>
      </ul>
    </div>
  )
}

function Choices({ target, targets, shownToColleagues }: Profile) {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  // What was chosen shows at once; the server's word comes after it.
  const [chosen, setChosen] = useState({ shownToColleagues, target })
  const save = useMutation(
    api.profile.choose.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.profile.key() })
        toast({ title: '保存しました。', tone: 'success' })
      },
      onError: (error) => {
        setChosen({ shownToColleagues, target })
        toast({ title: errorSentence(error), tone: 'error' })
      },
    }),
  )
  const choose = (next: typeof chosen) => {
    setChosen(next)
    save.mutate(next)
  }
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Select
        label="目標像"
        placeholder="選んでいません"
        value={chosen.target ?? ''}
        choices={targets.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(event) => choose({ ...chosen, target: event.target.value || null })}
      />
      <Checkbox
        checked={chosen.shownToColleagues}
        onChange={(event) => choose({ ...chosen, shownToColleagues: event.target.checked })}
        support="外していると、水準を見られるのは所属長・DX推進課・人事だけです。"
      >
        水準を同僚にも見せる
      </Checkbox>
    </div>
  )
}

function NextSteps({ profile }: { profile: Profile }) {
  const { gaps, unsure } = nextSteps(profile)
  return (
    <section aria-labelledby="next">
      <SectionHeading id="next">次にすること</SectionHeading>
      <div className="grid gap-4 md:grid-cols-2">
        <Card>
          <h3 className="text-std-16B-170">目標との差が大きいスキル</h3>
          {profile.target === null && <p>目標像を選ぶと表示されます。</p>}
          {profile.target !== null && gaps.length === 0 && <p>目標との大きな差はありません。</p>}
          <ul className="mt-2 flex flex-col gap-2">
            {gaps.map(({ skill, name, mean, target }) => (
              <li key={skill}>
                <TextLink href={`/skills/${skill}`}>{name}</TextLink>
                <span className="block text-dns-14N-130 text-solid-gray-700">
                  いま約{Math.round((mean ?? 0) * 10) / 10}、目標{target}
                </span>
              </li>
            ))}
          </ul>
        </Card>
        <Card>
          <h3 className="text-std-16B-170">確かめるとよいスキル</h3>
          <ul className="mt-2 flex flex-col gap-2">
            {unsure.map(({ skill, name, narrowBy }) => (
              <li key={skill}>
                <TextLink href={`/skills/${skill}`}>{name}</TextLink>
                {narrowBy && (
                  <span className="block text-dns-14N-130 text-solid-gray-700">
                    「{evidenceKindNames[narrowBy]}」があると、いちばん確かになります
                  </span>
                )}
              </li>
            ))}
          </ul>
          <p className="mt-3">
            <TextLink href="/assessments">スキル診断を受ける（領域ごとに約10分）</TextLink>
          </p>
        </Card>
      </div>
    </section>
  )
}
