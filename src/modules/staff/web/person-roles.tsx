import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { roleNames } from '../contract/names.ts'
import { GrantRole } from './role-forms.tsx'
import { shownSpan, useStaff } from './shared.ts'

/** The roles of one person, for administrators. */
export function PersonRoles({ personId }: { personId: string }) {
  const [granting, setGranting] = useState(false)
  const roles = useQuery(useStaff().role.list.queryOptions({ input: { personId } }))
  const grants = roles.data?.grants ?? []
  return (
    <section>
      <SectionHeading actions={<Button onClick={() => setGranting(true)}>役割を付ける</Button>}>役割</SectionHeading>
      {roles.data && grants.length === 0 && <p>付いている役割はありません（職員・所属長は配属から決まります）。</p>}
      <ul className="list-disc pl-6">
        {grants.map(({ id, role, from, to }) => (
          <li key={id}>
            {roleNames[role]}（{shownSpan(from, to)}）
          </li>
        ))}
      </ul>
      <p className="mt-3">
        <TextLink href="/roles">役割の一覧で延長・取り消しをする</TextLink>
      </p>
      {granting && <GrantRole personId={personId} onClose={() => setGranting(false)} />}
    </section>
  )
}
