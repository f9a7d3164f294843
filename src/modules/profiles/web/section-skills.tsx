import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { HeatMap } from '../../../ui/figure/heat-map.tsx'
import { formatDate } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { purposes } from '../contract/names.ts'
import { PurposeForm } from './purpose-form.tsx'
import { useProfiles } from './use-profiles.ts'

/** A section's people and their skills, for its head, DX推進課 and 人事. */
export default function SectionSkills() {
  const api = useProfiles()
  const navigate = useNavigate()
  const { id: sectionId = '' } = useParams({ strict: false }) as { id?: string }
  const stated = (useSearch({ strict: false }) as { for?: unknown }).for
  const purpose = purposes.find((one) => one === stated)
  const input = { sectionId, ...(purpose ? { purpose } : {}) }
  const section = useQuery(api.skillMap.section.queryOptions({ input, retry: false }))
  const reason = problemIn(section.error)?.reason
  const query = purpose ? `?for=${purpose}` : ''
  return (
    <>
      <PageHeading
        title={section.data ? `${section.data.section.name}のスキル` : '所属のスキル'}
        lead="所属の職員と、下の所属の職員です。見たことは、それぞれの本人の画面に記録されます。"
      />
      {section.isPending && <Skeleton lines={12} />}
      {reason === 'purpose' && (
        <PurposeForm
          onChosen={(next) => void navigate({ to: `/sections/${sectionId}/skills`, search: { for: next } } as never)}
        />
      )}
      {reason === 'not-allowed' && (
        <NotificationBanner tone="information" title="この所属のスキルは見られません">
          {errorSentence(section.error)}
        </NotificationBanner>
      )}
      {section.error && reason !== 'purpose' && reason !== 'not-allowed' && (
        <ErrorState onRetry={() => section.refetch()} requestId={problemIn(section.error)?.request_id}>
          {errorSentence(section.error)}
        </ErrorState>
      )}
      {section.data?.people.length === 0 && <EmptyState title="この所属には、いま職員がいません" />}
      {section.data && section.data.people.length > 0 && (
        <div className="flex flex-col gap-8">
          <HeatMap
            title={`${section.data.section.name}の職員とスキル`}
            description={
              <p>{formatDate(section.data.asOf)}時点の推定です（0から4）。斜線は「不明」で、0ではありません。</p>
            }
            name="職員"
            most={4}
            columns={section.data.skills.map(({ name, area }) => ({ label: name, group: area }))}
            rows={section.data.people.map(({ id, name, skills }) => ({
              id,
              label: name,
              cells: skills.map((skill) => ({ value: skill?.mean ?? null, count: skill ? 1 : null, withheld: false })),
            }))}
          />
          <section aria-labelledby="people">
            <SectionHeading id="people">職員ごとに見る</SectionHeading>
            <ul className="flex flex-wrap gap-x-6 gap-y-2">
              {section.data.people.map(({ id, name }) => (
                <li key={id}>
                  <TextLink href={`/people/${id}/skills${query}`}>{name}</TextLink>
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </>
  )
}
