import { adoptionHandlers } from './handlers/adoption.ts'
import { answerHandlers, commentHandlers } from './handlers/answer.ts'
import { askHandlers, helperHandlers, routingHandlers } from './handlers/ask.ts'
import { attachmentHandlers } from './handlers/attachment.ts'
import { conductHandlers } from './handlers/conduct.ts'
import { faqHandlers } from './handlers/faq.ts'
import { feedHandlers } from './handlers/feed.ts'
import { figuresHandlers } from './handlers/figures.ts'
import { moderationHandlers, reportHandlers } from './handlers/moderation.ts'
import { practiceHandlers } from './handlers/practice.ts'
import { resolutionHandlers } from './handlers/resolution.ts'
import { tagHandlers } from './handlers/tag.ts'
import { followHandlers, topicHandlers } from './handlers/topic.ts'
import { verificationHandlers } from './handlers/verification.ts'

export const communityHandlers = {
  topic: topicHandlers,
  answer: answerHandlers,
  comment: commentHandlers,
  attachment: attachmentHandlers,
  resolution: resolutionHandlers,
  tag: tagHandlers,
  follow: followHandlers,
  ask: askHandlers,
  helper: helperHandlers,
  routing: routingHandlers,
  figures: figuresHandlers,
  practice: practiceHandlers,
  adoption: adoptionHandlers,
  verification: verificationHandlers,
  report: reportHandlers,
  moderation: moderationHandlers,
  conduct: conductHandlers,
  faq: faqHandlers,
  feed: feedHandlers,
}
