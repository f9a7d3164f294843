import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { type Purpose, purposeNames, purposes, viewerNames } from '../contract/names.ts'
import { EndorseDialog } from './endorse-dialog.tsx'
import { HowToRead, ProfileView } from './profile-view.tsx'
import { PurposeForm } from './purpose-form.tsx'
import { useProfiles } from './use-profiles.ts'
import { WillCard } from './will-card.tsx'

/** Somebody else's skills, as far as the reader may see them. */
export default function PersonSkills() {
  const api = useProfiles()
  const navigate = useNavigate()
  const { id: personId = '' } = useParams({ strict: false }) as { id?: string }
  const stated = (useSearch({ strict: false }) as { for?: unknown }).for
  const purpose = purposes.find((one) => one === stated)
  const [endorsing, setEndorsing] = useState(false)
  const input = { personId, ...(purpose ? { purpose } : {}) }
  const profile = useQuery(api.profile.get.queryOptions({ input, retry: false }))
  const reason = problemIn(profile.error)?.reason
  const look = (next: Purpose) => void navigate({ to: `/people/${personId}/skills`, search: { for: next } } as never)
  if (profile.isPending) return <Skeleton lines={12} />
  if (reason === 'purpose')
    return (
      <>
        <PageHeading title="スキルを見る" />
        <PurposeForm onChosen={look} />
      </>
    )
  if (profile.error)
    return (
      <>
        <PageHeading title="スキルを見る" />
        {reason === 'not-shown' ? (
          <NotificationBanner tone="information" title="この人のスキルは公開されていません">
            {errorSentence(profile.error)}
          </NotificationBanner>
        ) : (
          <ErrorState onRetry={() => profile.refetch()}>{errorSentence(profile.error)}</ErrorState>
        )}
        <p className="mt-6">
          <TextLink href={`/people/${personId}`}>この人のページへ戻る</TextLink>
        </p>
      </>
    )
  const { person, seenAs, mayEndorse, maySeeEvidence, framework } = profile.data
  const query = purpose ? `?for=${purpose}` : ''
  return (
    <>
      <PageHeading
        title={`${person.name}さんのスキル`}
        lead={`${person.section}${person.title ? `　${person.title}` : ''}`}
        actions={mayEndorse && <Button onClick={() => setEndorsing(true)}>推薦する</Button>}
      />
      <p className="mb-6 text-std-16N-170 text-solid-gray-700">
        {viewerNames[seenAs]}として見ています{purpose && `（目的：${purposeNames[purpose]}）`}
        。見たことは本人の画面に記録されました。
      </p>
      <div className="flex flex-col gap-8">
        <WillCard personId={personId} purpose={purpose} />
        <HowToRead levels={framework.levels} />
        <ProfileView
          profile={profile.data}
          linkTo={(skill) => `/skills/${skill}?person=${personId}${purpose ? `&for=${purpose}` : ''}`}
        />
        {maySeeEvidence && (
          <p>
            <TextLink href={`/people/${personId}/evidence${query}`}>根拠の記録をすべて見る</TextLink>
          </p>
        )}
      </div>
      {endorsing && <EndorseDialog profile={profile.data} onClose={() => setEndorsing(false)} />}
    </>
  )
}
