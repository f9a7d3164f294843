import type { Problem } from '../../../kernel/refusal.ts'
import { errorSentence } from '../../../ui/api.tsx'
import { signInAgain } from '../../../ui/session-over.ts'
import type { useCommunity } from './use-community.ts'

export type Attachment = Awaited<
  ReturnType<ReturnType<typeof useCommunity>['topic']['get']['call']>
>['attachments'][number]

/** Why a file did not arrive, as a sentence. `final`: it is the file itself that is not taken. */
export class NotSent extends Error {
  readonly final: boolean
  constructor(sentence: string, final = false) {
    super(sentence)
    this.final = final
  }
}

/**
 * Brings one file to the server and tells how much of it is under way, from 0 to 1 (which `fetch` cannot). When the
 * session has ended meanwhile, asks to sign in and sends it again.
 */
export async function upload(file: File, onSent: (share: number) => void, signal: AbortSignal): Promise<Attachment> {
  const answer = await send(file, onSent, signal)
  if (answer.status === 401 && (await signInAgain())) return upload(file, onSent, signal)
  const said = parse(answer.responseText)
  if (answer.status === 201 && said && 'mediaType' in said) return said
  if (said && 'title' in said) throw new NotSent(said.title, said.code === 'invalid')
  throw new NotSent(errorSentence(undefined))
}

function send(file: File, onSent: (share: number) => void, signal: AbortSignal): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0)
    request.onload = () => resolve(request)
    request.onerror = () => reject(new NotSent(errorSentence(undefined)))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort())
    request.open('POST', `/attachments?name=${encodeURIComponent(file.name.toWellFormed())}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
  })
}

function parse(text: string): Attachment | Problem | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
