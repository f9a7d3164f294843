import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { formatDate } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { nominationStateNames } from '../contract/leader.ts'
import { NominateDialog } from './nominate-dialog.tsx'
import { useLeaderChange } from './use-leader-change.ts'
import { type Nominations as Open, useProfiles } from './use-profiles.ts'

/** One's own term, what waits for one's answer, and putting somebody (or oneself) forward. */
export function Nominations({ open }: { open: Open }) {
  const [nominating, setNominating] = useState<'self' | 'member'>()
  const { nominations, own, heads } = open
  return (
    <section aria-labelledby="nominations">
      <SectionHeading id="nominations">立候補と推薦</SectionHeading>
      {own.terms.map(({ id, from, to }) => (
        <p key={id} className="mb-3">
          あなたはDX推進リーダーです（{formatDate(from)}から{formatDate(to)}まで）。
        </p>
      ))}
      <div className="mb-4 flex flex-wrap gap-3">
        {own.mayNominate && <Button onClick={() => setNominating('self')}>自分が立候補する</Button>}
        {heads && <Button onClick={() => setNominating('member')}>所属の職員を推薦する</Button>}
      </div>
      {nominations.length === 0 && <p>いま、あなたの返事を待っている推薦や立候補はありません。</p>}
      <ul className="flex flex-col gap-4">
        {nominations.map((nomination) => (
          <Nomination key={nomination.id} nomination={nomination} />
        ))}
      </ul>
      {nominating && <NominateDialog self={nominating === 'self'} onClose={() => setNominating(undefined)} />}
    </section>
  )
}

function Nomination({ nomination }: { nomination: Open['nominations'][number] }) {
  const api = useProfiles()
  const { id, revision, person, by, words, state, reason, at, may } = nomination
  const [refusing, setRefusing] = useState(false)
  const term = useRef(newId())
  const answer = useLeaderChange(
    (given: 'agree' | 'withdraw') => api.leader.answer.call({ id, revision, answer: given, reason: '' }),
    '返事を記録しました。',
  )
  const appoint = useLeaderChange(
    () => api.leader.appoint.call({ id: term.current, nominationId: id, revision, reason: '' }),
    `${person.name}さんを任命しました。本人に伝えました。`,
  )
  const failed = answer.error ?? appoint.error
  return (
    <li>
      <Card className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <h3 className="text-std-18B-160">
            {person.name}
            <span className="ml-3 text-std-16N-170 text-solid-gray-700">{person.section}</span>
          </h3>
          <StatusBadge tone={may.length > 0 ? 'information' : 'neutral'}>{nominationStateNames[state]}</StatusBadge>
        </div>
        <p className="text-solid-gray-700">
          {formatDate(at)}　{by === person.name ? '立候補' : `${by}さんの推薦`}
        </p>
        <blockquote className="border-l-4 border-solid-gray-420 pl-4 whitespace-pre-wrap">{words}</blockquote>
        {reason && <p>理由：{reason}</p>}
        {(may.includes('appoint') || (may.includes('agree') && state === 'asked')) && (
          <p>
            <TextLink href={`/people/${person.id}/skills?for=recognition`}>{person.name}さんのスキルを見る</TextLink>
          </p>
        )}
        {failed && <NotificationBanner tone="error" title={errorSentence(failed)} live />}
        {may.length > 0 && (
          <div className="flex flex-wrap gap-3">
            {may.includes('agree') && (
              <Button variant="primary" pending={answer.isPending} onClick={() => answer.mutate('agree')}>
                {state === 'asked' ? '許可する' : '引き受ける'}
              </Button>
            )}
            {may.includes('refuse') && (
              <Button onClick={() => setRefusing(true)}>{state === 'asked' ? '許可しない' : '断る'}</Button>
            )}
            {may.includes('appoint') && (
              <Button variant="primary" pending={appoint.isPending} onClick={() => appoint.mutate(undefined)}>
                {person.name}さんを任命する
              </Button>
            )}
            {may.includes('withdraw') && (
              <Button pending={answer.isPending} onClick={() => answer.mutate('withdraw')}>
                取り下げる
              </Button>
            )}
          </div>
        )}
      </Card>
      {refusing && <RefuseDialog nomination={nomination} onClose={() => setRefusing(false)} />}
    </li>
  )
}

function RefuseDialog(props: { nomination: Open['nominations'][number]; onClose: () => void }) {
  const { nomination, onClose } = props
  const { id, revision, state } = nomination
  const api = useProfiles()
  const [reason, setReason] = useState('')
  const refuse = useLeaderChange(
    () => api.leader.answer.call({ id, revision, answer: 'refuse', reason }),
    '理由とともに伝えました。',
    onClose,
  )
  return (
    <FormDialog
      title={state === 'asked' ? '立候補を許可しない' : '推薦を断る'}
      submit={state === 'asked' ? '許可しない' : '断る'}
      pending={refuse.isPending}
      error={refuse.error}
      onSubmit={() => refuse.mutate(undefined)}
      onClose={onClose}
    >
      <TextArea
        label="理由"
        required
        support="相手に伝わります。"
        rows={3}
        limit={500}
        error={fieldErrors(refuse.error)['reason']}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
