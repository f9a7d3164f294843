import { noticeHandlers, preferenceHandlers } from './handlers/notice.ts'
import { webhookHandlers } from './handlers/webhook.ts'

export const noticesHandlers = {
  notice: noticeHandlers,
  preference: preferenceHandlers,
  webhook: webhookHandlers,
}
