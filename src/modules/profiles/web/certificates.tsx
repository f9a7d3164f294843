import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { FileField, fileFault } from '../../../ui/file-field.tsx'
import { formatDate } from '../../../ui/format.ts'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { certificateStateNames } from '../contract/certificate.ts'
import { OpenCertificate } from './open-certificate.tsx'
import { useProfiles } from './use-profiles.ts'

const tones = { waiting: 'information', accepted: 'success', refused: 'warning' } as const

/** 資格・認定: what one has brought, and bringing more. */
export default function Certificates() {
  const api = useProfiles()
  const mine = useQuery(api.certificate.mine.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading
        title="資格・認定"
        lead="資格や認定を出すと、DX推進課か人事が確かめて、スキルの根拠になります。証書を見られるのは、あなたと、確かめる人だけです。"
      />
      <SectionHeading>出したもの</SectionHeading>
      {mine.isPending && <Skeleton lines={4} />}
      {mine.error && (
        <ErrorState onRetry={() => mine.refetch()} requestId={problemIn(mine.error)?.request_id}>
          {errorSentence(mine.error)}
        </ErrorState>
      )}
      {mine.data?.certificates.length === 0 && (
        <EmptyState title="まだ出していません">合格証、修了証、オープンバッジなどを出せます。</EmptyState>
      )}
      <ul className="flex flex-col gap-4">
        {mine.data?.certificates.map((one) => (
          <li key={one.id}>
            <Card className="flex flex-col gap-2">
              <div className="flex flex-wrap items-center gap-3">
                <h3 className="text-std-18B-160">{one.title}</h3>
                <StatusBadge tone={tones[one.state]}>{certificateStateNames[one.state]}</StatusBadge>
                {one.kind === 'badge' && <StatusBadge>オープンバッジ</StatusBadge>}
                {one.expired && <StatusBadge tone="warning">有効期限切れ</StatusBadge>}
              </div>
              <p className="text-solid-gray-700">
                {one.issuer}　{formatDate(one.issuedOn)}
                {one.expiresOn && `　${formatDate(one.expiresOn)}まで有効`}
                {one.skillName && `　${one.skillName}${one.level === null ? '' : `（水準${one.level}）`}`}
              </p>
              {one.reason && <p>{one.reason}</p>}
              <div>
                <OpenCertificate id={one.id} title={one.title} />
              </div>
            </Card>
          </li>
        ))}
      </ul>
      <div className="mt-10 grid gap-10 lg:grid-cols-2">
        <FileForm />
        <BadgeForm />
      </div>
    </>
  )
}

const empty = { title: '', issuer: '', issuedOn: '', expiresOn: '', skill: '', level: '2' }

function FileForm() {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const outline = useQuery(api.skillMap.city.queryOptions({ input: {}, staleTime: 600_000 }))
  const id = useRef(newId())
  const [file, setFile] = useState<File>()
  const [fault, setFault] = useState<string>()
  const [form, setForm] = useState(empty)
  const submit = useMutation(
    api.certificate.submit.mutationOptions({
      onSuccess: async () => {
        id.current = newId()
        setForm(empty)
        await queries.invalidateQueries({ queryKey: api.certificate.key() })
        toast({ title: '出しました。確認が終わると、お知らせが届きます。', tone: 'success' })
      },
    }),
  )
  const errors = fieldErrors(submit.error)
  const unnamed = submit.error && Object.keys(errors).length === 0
  const text = (field: keyof typeof empty) => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value }),
  })
  return (
    <form
      noValidate
      aria-label="証書のファイルを出す"
      className="flex flex-col gap-5"
      onSubmit={async (event) => {
        event.preventDefault()
        const wrong = await fileFault(file)
        setFault(wrong)
        if (!file || wrong || submit.isPending) return
        const { expiresOn, level, ...rest } = form
        submit.mutate({ id: id.current, file, ...rest, level: Number(level), ...(expiresOn ? { expiresOn } : {}) })
      }}
    >
      <SectionHeading>証書のファイルを出す</SectionHeading>
      {unnamed && <NotificationBanner tone="error" title={errorSentence(submit.error)} live />}
      <FileField
        label="証書"
        support="PDFか画像（PNG、JPEG）。5MBまで"
        accept=".pdf,.png,.jpg,.jpeg"
        error={fault ?? errors['file']}
        onChoose={setFile}
      />
      <TextField label="資格・認定の名前" required {...text('title')} />
      <TextField label="発行した団体" required {...text('issuer')} />
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label="合格・発行の日" required type="date" {...text('issuedOn')} />
        <TextField label="有効期限（あれば）" type="date" {...text('expiresOn')} />
      </div>
      <Select
        label="示すスキル"
        required
        placeholder="選んでください"
        choices={(outline.data?.skills ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        {...text('skill')}
      />
      <Select
        label="示すと思う水準"
        choices={[0, 1, 2, 3, 4].map((level) => ({ value: String(level), label: `水準${level}` }))}
        {...text('level')}
      />
      <div>
        <Button type="submit" variant="primary" pending={submit.isPending}>
          証書を出す
        </Button>
      </div>
    </form>
  )
}

function BadgeForm() {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const id = useRef(newId())
  const [file, setFile] = useState<File>()
  const [fault, setFault] = useState<string>()
  const submit = useMutation(
    api.certificate.submitBadge.mutationOptions({
      onSuccess: async ({ state }) => {
        id.current = newId()
        await queries.invalidateQueries({ queryKey: api.certificate.key() })
        const title =
          state === 'accepted'
            ? '署名を確かめました。スキルの根拠に加わりました。'
            : '出しました。DX推進課が発行者と内容を確かめます。'
        toast({ title, tone: 'success' })
      },
    }),
  )
  return (
    <form
      noValidate
      aria-label="オープンバッジを出す"
      className="flex flex-col gap-5"
      onSubmit={async (event) => {
        event.preventDefault()
        const wrong = await fileFault(file)
        setFault(wrong)
        if (file && !wrong && !submit.isPending) submit.mutate({ id: id.current, file })
      }}
    >
      <SectionHeading>オープンバッジを出す</SectionHeading>
      <p>署名を、外部とつながずにこの場で確かめます。書き換えられたものや、ほかの人のものは受け付けません。</p>
      {submit.error && <NotificationBanner tone="error" title={errorSentence(submit.error)} live />}
      <FileField
        label="バッジ（Open Badges 3.0）"
        support="発行者から受け取った元のファイル（JSON、JWT、PNG、SVG）。5MBまで"
        accept=".json,.jwt,.txt,.png,.svg"
        error={fault}
        onChoose={setFile}
      />
      <div>
        <Button type="submit" variant="primary" pending={submit.isPending}>
          バッジを出す
        </Button>
      </div>
    </form>
  )
}
