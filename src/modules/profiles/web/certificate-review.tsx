import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { CredentialIssuers } from './credential-issuers.tsx'
import { OpenCertificate } from './open-certificate.tsx'
import { useProfiles, type WaitingCertificates } from './use-profiles.ts'

type Certificate = WaitingCertificates['certificates'][number]

/** 資格・認定の確認: what waits for somebody to look at it. */
export default function CertificateReview() {
  const api = useProfiles()
  const waiting = useQuery(api.certificate.waiting.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading
        title="資格・認定の確認"
        lead="職員が出した証書を確かめ、示すスキルと水準を決めます。オープンバッジの署名は、登録した発行者の鍵で確かめています。"
      />
      {waiting.isPending && <Skeleton lines={8} />}
      {waiting.error && (
        <ErrorState onRetry={() => waiting.refetch()} requestId={problemIn(waiting.error)?.request_id}>
          {errorSentence(waiting.error)}
        </ErrorState>
      )}
      {waiting.data && (
        <p role="status" className="mb-3">
          確認待ち {formatNumber(waiting.data.certificates.length)}件
        </p>
      )}
      {waiting.data?.certificates.length === 0 && (
        <EmptyState title="確認を待つ証書はありません">新しく出されると、お知らせが届きます。</EmptyState>
      )}
      <ul className="flex flex-col gap-4">
        {waiting.data?.certificates.map((one) => (
          <Waiting key={one.id} certificate={one} />
        ))}
      </ul>
      <CredentialIssuers />
    </>
  )
}

function Waiting({ certificate }: { certificate: Certificate }) {
  const { id, title, issuer, issuedOn, expiresOn, expired, person, kind, checks, skillName, level, own } = certificate
  const [deciding, setDeciding] = useState<'accept' | 'refuse'>()
  return (
    <li>
      <Card className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="text-std-18B-160">
            {title}
            <span className="ml-3 text-std-16N-170 text-solid-gray-700">
              {person.name}　{person.section}
            </span>
          </h2>
          {kind === 'badge' && <StatusBadge>オープンバッジ</StatusBadge>}
          {expired && <StatusBadge tone="warning">有効期限切れ</StatusBadge>}
        </div>
        <p className="text-solid-gray-700">
          {issuer}　{formatDate(issuedOn)}
          {expiresOn && `　${formatDate(expiresOn)}まで有効`}
          {skillName && `　本人の申し出：${skillName}（水準${level}）`}
        </p>
        {checks && <Checks certificate={certificate} />}
        <div className="flex flex-wrap gap-3">
          <OpenCertificate id={id} title={title} />
          {own ? (
            <p>自分のものです。ほかの人が確かめます。</p>
          ) : (
            <>
              <Button size="small" variant="primary" onClick={() => setDeciding('accept')}>
                「{title}」を認める
              </Button>
              <Button size="small" onClick={() => setDeciding('refuse')}>
                「{title}」を認めない
              </Button>
            </>
          )}
        </div>
      </Card>
      {deciding && (
        <DecideDialog certificate={certificate} accept={deciding === 'accept'} onClose={() => setDeciding(undefined)} />
      )}
    </li>
  )
}

function Checks({ certificate: { checks, issuerIdentifier } }: { certificate: Certificate }) {
  const { signature, trusted, theirs, revocable } = checks!
  return (
    <ul className="list-disc pl-6">
      <li>
        {signature === 'valid' && '署名は正しく、書き換えられていません。'}
        {signature === 'no-key' && '発行者の鍵が登録されていないため、署名を確かめられていません。'}
        {signature === 'not-a-badge' && '署名が合いません。認めないでください。'}
      </li>
      <li className="wrap-anywhere">
        発行者 {issuerIdentifier} は、{trusted ? '信頼する発行者です。' : '信頼する発行者に登録されていません。'}
      </li>
      <li>
        {theirs === true && '本人のメールアドレスに発行されています。'}
        {theirs === false && 'ほかの人のメールアドレスに発行されています。'}
        {theirs === null && '誰に発行されたかは書かれていません。本人に確かめてください。'}
      </li>
      {revocable && <li>発行者が後から取り消せる証明です。取り消されたかどうかは、ここでは確かめられません。</li>}
    </ul>
  )
}

function DecideDialog(props: { certificate: Certificate; accept: boolean; onClose: () => void }) {
  const { certificate, accept, onClose } = props
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const outline = useQuery(api.skillMap.city.queryOptions({ input: {}, staleTime: 600_000 }))
  const [skill, setSkill] = useState(certificate.skill ?? '')
  const [level, setLevel] = useState(String(certificate.level ?? 2))
  const [reason, setReason] = useState('')
  const decide = useMutation(
    api.certificate.decide.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.certificate.key() })
        toast({
          title: accept ? '認めました。スキルの根拠に加わりました。' : '理由とともに、本人に伝えました。',
          tone: 'success',
        })
        onClose()
      },
    }),
  )
  return (
    <FormDialog
      title={`${certificate.person.name}さんの「${certificate.title}」を${accept ? '認める' : '認めない'}`}
      submit={accept ? '認める' : '認めない'}
      pending={decide.isPending}
      error={decide.error}
      onSubmit={() =>
        decide.mutate({
          ...{ id: certificate.id, revision: certificate.revision, accept, reason },
          ...(accept && skill ? { skill, level: Number(level) } : {}),
        })
      }
      onClose={onClose}
    >
      {accept && (
        <>
          <Select
            label="示すスキル"
            required
            placeholder="選んでください"
            value={skill}
            choices={(outline.data?.skills ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(event) => setSkill(event.target.value)}
          />
          <Select
            label="水準"
            required
            value={level}
            choices={[0, 1, 2, 3, 4].map((value) => ({ value: String(value), label: `水準${value}` }))}
            onChange={(event) => setLevel(event.target.value)}
          />
          {certificate.kind === 'badge' && <p>同じバッジが次に出されたときは、このスキルと水準を使います。</p>}
        </>
      )}
      <TextArea
        label={accept ? '添える言葉' : '理由'}
        required={!accept}
        rows={3}
        limit={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {decide.error && problemIn(decide.error)?.reason === 'moved' && (
        <NotificationBanner tone="warning" title="ほかの人が先に確かめました。" />
      )}
    </FormDialog>
  )
}
