import { noticeContract, preferenceContract } from './contract/notice.ts'
import { webhookContract } from './contract/webhook.ts'

/** What people are told, how they want to be told, and what other systems are told. */
export const noticesContract = {
  notice: noticeContract,
  preference: preferenceContract,
  webhook: webhookContract,
}
