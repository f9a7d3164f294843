import { z } from 'zod'
import { operation } from '#kernel/contract'
import { Id } from '#kernel/id'
import {
  Area,
  AreaCode,
  FrameworkCode,
  Heading,
  ProfileCode,
  Skill,
  SkillCode,
  TargetProfile,
  VersionLabel,
} from './document.ts'
import { editors } from './framework.ts'

const Revision = z.number().int().min(0)
const Revised = z.object({ revision: Revision })
const common = { permission: editors, effect: 'change' } as const

/** Sentences for what is wrong inside a version; import says the same with line and column. */
export const faultSentences = {
  'area-twice': '同じコードの領域（{code}）が、ほかにもあります。別のコードにしてください。',
  'skill-twice': '同じコードのスキル（{code}）が、ほかにもあります。別のコードにしてください。',
  'profile-twice': '同じコードの目標像（{code}）が、ほかにもあります。別のコードにしてください。',
  'no-area': '領域（{code}）がありません。先に領域を加えるか、別の領域を選んでください。',
  'no-skill': 'スキル（{code}）がこの版にありません。コードを確かめてください。',
  'target-twice': '同じスキル（{code}）の目標が2つあります。どちらかを消してください。',
  'crosswalk-self':
    '同じ枠組みの中にいまもあるスキル（{code}）には、対応を付けられません。なくなったスキルか、別の枠組みのスキルを選んでください。',
  'crosswalk-twice': '同じ対応（{code}）が2つあります。どちらかを消してください。',
} as const
export type Fault = keyof typeof faultSentences

export const draftRefusals = {
  published: 'この版は公開済みのため、変えられません。写しを作って、写しを直してください。',
  ...faultSentences,
  'code-used':
    'このコード（{code}）は、別の版の「{name}」に使われています。コードはいつも同じスキルを指すため、新しいコードにしてください。',
  'skill-gone': 'このスキルは、ほかの人が取り除きました。画面を読み込み直してください。',
  'profile-gone': 'この目標像は、ほかの人が取り除きました。画面を読み込み直してください。',
  'area-in-use': '領域（{code}）にはまだスキルがあります。先にスキルをほかの領域へ移してください。',
  stale: 'ほかの人が先に直しました。書いた内容は残っています。いまの内容と見比べて、もう一度保存してください。',
}
const refusals = draftRefusals

export const frameworkEditing = {
  copy: operation({
    ...{ method: 'POST', path: '/frameworks/{id}/copies', label: '枠組みの写しを作る' },
    ...common,
    refusals: {
      'version-taken': 'この枠組みには、版「{version}」がもうあります。別の版の名前にしてください。',
    },
  })
    .input(
      z.object({
        id: Id,
        version: VersionLabel,
        code: FrameworkCode.optional().describe('別の枠組みとして作るときのコード。省くと、同じ枠組みの新しい版です'),
      }),
    )
    .output(z.object({ id: z.string() })),
  update: operation({
    ...{ method: 'PUT', path: '/frameworks/{id}', label: '枠組みの名前や説明を直す' },
    ...common,
    refusals,
  })
    .input(Heading.extend({ id: Id, revision: Revision }))
    .output(Revised),
  discard: operation({
    ...{ method: 'DELETE', path: '/frameworks/{id}', label: '枠組みの下書きを捨てる' },
    ...common,
    refusals,
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
}

export const areaContract = {
  arrange: operation({
    ...{ method: 'PUT', path: '/frameworks/{id}/areas', label: '領域を直す、並べる' },
    ...common,
    refusals,
  })
    .input(z.object({ id: Id, revision: Revision, areas: z.array(Area).max(60, '領域は60までです。') }))
    .output(Revised),
}

export const skillContract = {
  add: operation({
    ...{ method: 'POST', path: '/frameworks/{id}/skills', label: 'スキルを加える' },
    ...common,
    refusals,
  })
    .input(Skill.extend({ id: Id }))
    .output(Revised),
  update: operation({
    ...{ method: 'PUT', path: '/frameworks/{id}/skills/{code}', label: 'スキルの文章を直す' },
    ...common,
    refusals,
  })
    .input(Skill.omit({ area: true }).extend({ id: Id, revision: Revision }))
    .output(Revised),
  move: operation({
    ...{ method: 'POST', path: '/frameworks/{id}/skills/{code}/move', label: 'スキルを移す' },
    ...common,
    refusals,
  })
    .input(
      z.object({
        id: Id,
        code: SkillCode,
        area: AreaCode,
        before: SkillCode.nullable().describe('このスキルの前に置きます。nullなら領域の最後です'),
      }),
    )
    .output(z.object({})),
  remove: operation({
    ...{ method: 'DELETE', path: '/frameworks/{id}/skills/{code}', label: 'スキルを取り除く' },
    ...common,
    refusals,
  })
    .input(z.object({ id: Id, code: SkillCode }))
    .output(z.object({})),
}

export const targetProfileContract = {
  add: operation({
    ...{ method: 'POST', path: '/frameworks/{id}/profiles', label: '目標像を加える' },
    ...common,
    refusals,
  })
    .input(TargetProfile.extend({ id: Id }))
    .output(Revised),
  update: operation({
    ...{ method: 'PUT', path: '/frameworks/{id}/profiles/{code}', label: '目標像を直す' },
    ...common,
    refusals,
  })
    .input(TargetProfile.extend({ id: Id, revision: Revision }))
    .output(Revised),
  remove: operation({
    ...{ method: 'DELETE', path: '/frameworks/{id}/profiles/{code}', label: '目標像を取り除く' },
    ...common,
    refusals,
  })
    .input(z.object({ id: Id, code: ProfileCode }))
    .output(z.object({})),
}
