import { answerHandlers, commentHandlers } from './handlers/answer.ts'
import { askHandlers, helperHandlers, routingHandlers } from './handlers/ask.ts'
import { conductHandlers } from './handlers/conduct.ts'
import { faqHandlers } from './handlers/faq.ts'
import { feedHandlers } from './handlers/feed.ts'
import { figuresHandlers } from './handlers/figures.ts'
import { resolutionHandlers } from './handlers/resolution.ts'
import { followHandlers, tagHandlers, topicHandlers } from './handlers/topic.ts'

export const communityHandlers = {
  topic: topicHandlers,
  answer: answerHandlers,
  comment: commentHandlers,
  resolution: resolutionHandlers,
  tag: tagHandlers,
  follow: followHandlers,
  ask: askHandlers,
  helper: helperHandlers,
  routing: routingHandlers,
  figures: figuresHandlers,
  conduct: conductHandlers,
  faq: faqHandlers,
  feed: feedHandlers,
}
