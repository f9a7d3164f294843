import { useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../../ui/checkbox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { webhookEventNames, webhookEvents } from '../contract/kinds.ts'

export interface WebhookFields {
  name: string
  url: string
  format: 'json' | 'text'
  events: (typeof webhookEvents)[number][]
  active: boolean
}

export const emptyWebhook: WebhookFields = {
  name: '',
  url: '',
  format: 'text',
  events: ['topic.created'],
  active: true,
}

const formats = [
  { value: 'text', label: 'チャット向け', support: '1つの文だけを送ります。多くのチャットがそのまま受け取れます。' },
  { value: 'json', label: 'システム向け', support: '件名や番号などを項目に分けて送ります。' },
]
const eventChoices = webhookEvents.map((value) => ({ value, label: webhookEventNames[value] }))

interface Props {
  title: string
  initial: WebhookFields
  pending: boolean
  error: unknown
  onSave: (fields: WebhookFields) => void
  onClose: () => void
}

/** Where to send, what, and in which form. */
export function WebhookForm({ title, initial, pending, error, onSave, onClose }: Props) {
  const [fields, setFields] = useState(initial)
  const errors = error ? fieldErrors(error) : {}
  const change = (changed: Partial<WebhookFields>) => setFields({ ...fields, ...changed })
  const whole = error && Object.keys(errors).length === 0
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>やめる</Button>
          <Button type="submit" form="webhook" variant="primary" pending={pending}>
            保存する
          </Button>
        </>
      }
    >
      <form
        id="webhook"
        noValidate
        className="flex flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          if (!pending) onSave(fields)
        }}
      >
        {whole ? <NotificationBanner tone="error" title={problemIn(error)?.title ?? errorSentence(error)} /> : null}
        <TextField
          label="名前"
          required
          support="一覧で見分けるための名前です。例：庁内チャットのDX相談室"
          value={fields.name}
          error={errors['name']}
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextField
          label="送り先のURL"
          required
          type="url"
          support="チャットなどの「受信用Webhook」のURLを貼り付けてください。"
          value={fields.url}
          error={errors['url']}
          onChange={(event) => change({ url: event.target.value })}
        />
        <RadioGroup
          label="送る形"
          name="format"
          choices={formats}
          value={fields.format}
          onChange={(format) => change({ format: format as WebhookFields['format'] })}
        />
        <CheckboxGroup
          label="知らせる出来事"
          required
          support="公開範囲を所属に限った投稿は、送りません。"
          name="events"
          choices={eventChoices}
          value={fields.events}
          error={errors['events']}
          onChange={(events) => change({ events: events as WebhookFields['events'] })}
        />
        <Checkbox checked={fields.active} onChange={(event) => change({ active: event.target.checked })}>
          この連携を使う
        </Checkbox>
      </form>
    </Dialog>
  )
}

/** The key is shown this once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      title="署名の鍵"
      open
      alert
      onClose={onClose}
      actions={
        <Button variant="primary" onClick={onClose}>
          控えました
        </Button>
      }
    >
      <p>届いた知らせが伴走からのものだと、受け取る側で確かめるための鍵です。表示するのは今だけです。</p>
      <p>チャットへ送るだけなら、控えなくてもかまいません。</p>
      <TextField label="鍵" className="mt-4" readOnly value={secret} onFocus={(event) => event.target.select()} />
    </Dialog>
  )
}
