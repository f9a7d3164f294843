import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { LeaderRulesDialog } from './leader-rules-dialog.tsx'
import type { Coverage } from './use-profiles.ts'

/** What the city asks of leaders, for everybody to read; the DX section changes it. */
export function LeaderRulesShown({ rules, mayChange }: { rules: Coverage['rules']; mayChange: boolean }) {
  const [changing, setChanging] = useState(false)
  return (
    <section className="mb-10" aria-labelledby="rules">
      <SectionHeading id="rules">リーダーに求めること</SectionHeading>
      {rules.asks && <p className="mb-3 whitespace-pre-wrap">{rules.asks}</p>}
      <ul className="mb-4 list-disc pl-6">
        <li>
          任期は{rules.years}
          年度です（任命した年度を1年目と数え、年度末まで）。異動しても続き、異動先のリーダーになります。
        </li>
        <li>1つの所属に{rules.each}人以上を置きます。</li>
        {rules.targetName && <li>スキルの目安は、目標像「{rules.targetName}」です。</li>}
        <li>立候補には所属長の許可が、所属長の推薦には本人の同意が要ります。</li>
      </ul>
      {mayChange && <Button onClick={() => setChanging(true)}>決まりを変える</Button>}
      {changing && <LeaderRulesDialog rules={rules} onClose={() => setChanging(false)} />}
    </section>
  )
}
