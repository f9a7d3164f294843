import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { formatBytes } from '../../../ui/format.ts'
import { useFormDraft } from '../../../ui/text-editor/form-draft.ts'
import { attachmentsPerPost } from '../contract/attachment-names.ts'
import { type Attachment, NotSent, upload } from './upload.ts'
import { useCommunity } from './use-community.ts'

/** A file on its way, or one that did not arrive. */
interface Sending {
  id: string
  file: File
  sent: number
  error?: string | undefined
  final?: boolean | undefined
}

export type Attaching = ReturnType<typeof useAttachments>

/**
 * The files of a post while it is written. What has arrived is remembered on this machine like the text, under `name`,
 * until `clear`; `begin` are those the post already has.
 */
export function useAttachments(name: string, begin: readonly Attachment[] = []) {
  const api = useCommunity()
  const limits = useQuery(api.attachment.limits.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  const megabytes = limits.data?.megabytes
  const draft = useFormDraft(`files-${name}`, { arrived: [...begin] })
  const [sending, setSending] = useState<Sending[]>([])
  const [error, setError] = useState<string>()
  const [spoken, say] = useState('')
  const { arrived } = draft.form
  const latest = useRef(draft) // an upload ends renders later
  latest.current = draft
  const stops = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const running = stops.current
    return () => {
      for (const stop of running.values()) stop.abort()
    }
  }, [])

  const change = (id: string, part: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const drop = (id: string) => setSending((all) => all.filter((one) => one.id !== id))

  async function start({ id, file }: Sending) {
    const stop = new AbortController()
    stops.current.set(id, stop)
    try {
      const attachment = await upload(file, (sent) => change(id, { sent }), stop.signal)
      drop(id)
      const { set, form } = latest.current
      latest.current.form = { arrived: [...form.arrived, attachment] } // two may end before the next render
      set(latest.current.form)
      setError(undefined)
      say(`${attachment.name}を添付しました。`)
    } catch (failure) {
      if (stop.signal.aborted) return
      const known = failure instanceof NotSent
      const why = known ? failure.message : 'ファイルを送れませんでした。もう一度お試しください。'
      change(id, { error: why, final: known && failure.final })
      say(`${file.name}：${why}`)
    } finally {
      stops.current.delete(id)
    }
  }

  function add(files: readonly File[]) {
    const room = attachmentsPerPost - arrived.length - sending.length
    setError(files.length > room ? `添付できるファイルは、1つの投稿に${attachmentsPerPost}個までです。` : undefined)
    const added = files.slice(0, Math.max(0, room)).map((file) => {
      const why = tooLarge(file, megabytes)
      return { id: `${file.name} ${Math.random()}`, file, sent: 0, error: why, final: why !== undefined }
    })
    setSending((all) => [...all, ...added])
    for (const one of added) {
      if (one.error) say(`${one.file.name}：${one.error}`)
      else void start(one)
    }
  }

  function remove(id: string) {
    const gone = [...arrived, ...sending.map(({ id, file }) => ({ id, name: file.name }))].find((one) => one.id === id)
    stops.current.get(id)?.abort()
    drop(id)
    if (arrived.some((one) => one.id === id)) draft.set({ arrived: arrived.filter((one) => one.id !== id) })
    setError(undefined)
    if (gone) say(`${gone.name}を外しました。`)
  }

  function retry(id: string) {
    const again = sending.find((one) => one.id === id)
    if (!again) return
    change(id, { sent: 0, error: undefined })
    void start(again)
  }

  /** The ids to send along, or undefined (and a sentence at the field) while a file is under way or failed. */
  function ready(): string[] | undefined {
    const failed = sending.filter((one) => one.error)
    const why = failed.some((one) => one.final)
      ? '添付できないファイルがあります。外してから、もう一度押してください。'
      : failed.length > 0
        ? '送れなかったファイルがあります。もう一度送るか、外してください。'
        : '添付ファイルを送っています。終わってから、もう一度押してください。'
    setError(sending.length > 0 ? why : undefined)
    if (sending.length > 0) say(why)
    return sending.length > 0 ? undefined : arrived.map(({ id }) => id)
  }

  const clear = () => {
    draft.clear()
    setSending([])
  }
  return { arrived, sending, error, spoken, megabytes, add, remove, retry, ready, clear }
}

function tooLarge(file: File, megabytes: number | undefined): string | undefined {
  if (file.size === 0) return '中身のないファイル（0バイト）です。保存し直してから、もう一度添付してください。'
  if (megabytes === undefined || file.size <= megabytes * 1024 * 1024) return undefined
  return `${formatBytes(file.size)}あり、大きすぎます（上限 ${megabytes} MB）。画像は小さくし、資料は分けるか、共有フォルダーに置いて場所を書いてください。`
}
