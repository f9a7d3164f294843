import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { sectionKindNames } from '../contract/names.ts'
import type { SectionShown } from '../contract/section.ts'
import { EndSection, MoveSection, RenameSection } from './section-forms.tsx'
import { shownSpan, useStaff } from './shared.ts'

type Props = { section: SectionShown; day: string | undefined; mayEdit: boolean }

export function SectionDetail({ section, day, mayEdit }: Props) {
  const [form, setForm] = useState<'rename' | 'move' | 'end'>()
  const history = useQuery(useStaff().section.history.queryOptions({ input: { id: section.id } }))
  const close = () => setForm(undefined)
  const people = `/people?section=${section.id}${day ? `&day=${day}` : ''}`
  return (
    <Card className="self-start">
      <SectionHeading>{section.name}</SectionHeading>
      <p className="mb-4">
        所属コード {section.code}　<TextLink href={people}>職員を見る（主務 {section.people} 人）</TextLink>　
        <TextLink href={`/sections/${section.id}/skills`}>職員のスキルを見る</TextLink>
      </p>
      <h3 className="mb-1 text-std-18B-160">分掌事務</h3>
      <p className="mb-4 whitespace-pre-wrap">
        {section.duties || '（未登録。ここに書くと、質問の回答者選びに使われます）'}
      </p>
      <h3 className="mb-1 text-std-18B-160">移り変わり</h3>
      <ol className="mb-4">
        {(history.data?.periods ?? []).map(({ from, to, name, kind, parentName }) => (
          <li key={from} className="border-b border-solid-gray-300 py-2">
            <span className="block text-dns-14N-130 text-solid-gray-700">{shownSpan(from, to)}</span>
            {parentName && `${parentName}　`}
            {name}（{sectionKindNames[kind]}）
          </li>
        ))}
      </ol>
      {mayEdit && (
        <div className="flex flex-wrap gap-3">
          <Button size="small" onClick={() => setForm('rename')}>
            名前・分掌を変える
          </Button>
          <Button size="small" onClick={() => setForm('move')}>
            上位の所属を変える
          </Button>
          <Button size="small" onClick={() => setForm('end')}>
            廃止する
          </Button>
        </div>
      )}
      {form === 'rename' && <RenameSection section={section} onClose={close} />}
      {form === 'move' && <MoveSection section={section} onClose={close} />}
      {form === 'end' && <EndSection section={section} onClose={close} />}
    </Card>
  )
}
