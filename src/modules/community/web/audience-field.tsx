import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { useCommunity } from './use-community.ts'

interface AudienceFieldProps {
  id: string
  audience: string | null
  error: string | undefined
  onChange: (audience: string | null) => void
}

/** Everybody, or one of the writer's own sections. */
export function AudienceField({ audience, onChange, ...field }: AudienceFieldProps) {
  const api = useCommunity()
  const now = useQuery(api.session.current.queryOptions()).data?.person?.sections
  const [sections, setSections] = useState(now ?? [])
  if (now && now !== sections) setSections(now) // the choice stays on screen while a session is renewed
  if (sections.length === 0) return null // who holds no post has no section to keep it in
  return (
    <RadioGroup
      {...field}
      label="公開する範囲"
      name="audience"
      value={audience ?? ''}
      onChange={(value) => onChange(value === '' ? null : value)}
      choices={[
        { value: '', label: '全職員', support: 'ほかの課の詳しい人にも届き、次に困った人の役に立ちます。' },
        ...sections.map(({ id, name }) => ({
          ...{
            value: id,
            label: `${name}だけ`,
            support:
              'この所属の職員と、見守り役（DX推進課）だけが読めます。ほかの所属の人は、名前を挙げて呼んでも読めません。',
          },
        })),
      ]}
    />
  )
}
