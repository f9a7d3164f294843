import { answerHandlers, commentHandlers } from './handlers/answer.ts'
import { feedHandlers } from './handlers/feed.ts'
import { resolutionHandlers } from './handlers/resolution.ts'
import { followHandlers, tagHandlers, topicHandlers } from './handlers/topic.ts'

export const communityHandlers = {
  topic: topicHandlers,
  answer: answerHandlers,
  comment: commentHandlers,
  resolution: resolutionHandlers,
  tag: tagHandlers,
  follow: followHandlers,
  feed: feedHandlers,
}
