import { inEveryBody, type Jobs } from '#server/jobs'
import { type DigestSource, planDigests, sendDigest } from './handlers/digest.ts'
import { deliver } from './handlers/webhook-delivery.ts'
import { sweepEvents } from './store/live.ts'
import { sweepDeliveries } from './store/webhook.ts'

/** Background work. `source` adds to the mails what modules below know; it is given at composition. */
export const noticeJobs = (source: DigestSource): Jobs => ({
  tasks: {
    'live.sweep': (_, { pool }) => inEveryBody(pool, sweepEvents),
    'webhook.sweep': (_, { pool }) => inEveryBody(pool, sweepDeliveries),
    'webhook.deliver': (payload, context) => deliver(payload as never, context),
    'digest.plan': (_, context) => planDigests(context),
    'digest.send': (payload, context) => sendDigest(payload as never, context, source),
  },
  cron: [
    { task: 'live.sweep', pattern: '41 * * * *' },
    { task: 'webhook.sweep', pattern: '23 18 * * *' },
    { task: 'digest.plan', pattern: '30 22 * * *' }, // 07:30 of the next day in Japan
  ],
})
