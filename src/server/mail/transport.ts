import { createTransport, type Transporter } from 'nodemailer'
import type { Config } from '#server/config'

export interface Mail {
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  /** Stays the same when a mail is sent again, so that servers can tell a second copy. */
  messageId: string
  unsubscribe: string | undefined
}

let kept: { url: string; transport: Transporter } | undefined

/** Sends one mail through the server of BANSO_SMTP_URL; throws when it is not taken. Without a server nothing is sent. */
export async function sendMail(config: Config, mail: Mail): Promise<boolean> {
  const url = config.BANSO_SMTP_URL
  if (!url) return false
  if (kept?.url !== url) {
    kept?.transport.close()
    const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
    kept = { url, transport: createTransport(url, { from: config.BANSO_MAIL_FROM }) }
    Object.assign(kept.transport.options, patience)
  }
  const { to, subject, text, html, messageId, unsubscribe } = mail
  await kept.transport.sendMail({
    ...{ to, subject, text, html, messageId },
    textEncoding: 'base64', // some gateways of closed networks still break 8-bit lines
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All', // no out-of-office answers to this
      ...(unsubscribe ? { 'List-Unsubscribe': `<${unsubscribe}>` } : {}),
    },
  })
  return true
}
