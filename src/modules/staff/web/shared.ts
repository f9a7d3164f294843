import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Role } from '../../../kernel/permission.ts'
import { useApi } from '../../../ui/api.tsx'
import { formatJapaneseDate } from '../../../ui/format.ts'
import type { staffContract } from '../contract.ts'

export const useStaff = () => useApi<typeof staffContract>()

/** Roles of the signed-in person: which buttons are worth showing. The server decides again. */
export function useRoles(): readonly Role[] {
  const session = useQuery(useStaff().session.current.queryOptions({ staleTime: 60_000 }))
  return session.data?.person?.roles ?? []
}

/** What is chosen on a page, kept in its address so that it can be shared and gone back to. */
export function useAddress<K extends string>(): [
  Partial<Record<K, string>>,
  (change: Partial<Record<K, string>>) => void,
] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const now = Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]))
  const set = (change: Partial<Record<K, string>>) => {
    const next = Object.entries({ ...now, ...change }).filter(([, value]) => value)
    void navigate({ to: '.', search: Object.fromEntries(next), replace: true } as never)
  }
  return [now as Partial<Record<K, string>>, set]
}

export const shownDay = (day: string | null | undefined): string => (day ? formatJapaneseDate(day) : '')

export const shownSpan = (from: string, to: string | null): string =>
  to ? `${shownDay(from)}から${shownDay(to)}まで` : `${shownDay(from)}から`
